export { DataFrame } from './data-frame.ts';
export { NdArray } from './nd-array.ts';
export { np } from './np.ts';
export { RandomState } from './random-state.ts';
