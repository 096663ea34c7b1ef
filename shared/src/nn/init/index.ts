/* PyTorch's `nn.init`: initial values, written into a tensor. Each function returns the tensor. */

export { calculateGain, type Nonlinearity } from './calculate-gain.ts';
export { constant_, ones_, zeros_ } from './constant.ts';
export { eye_ } from './eye.ts';
export { kaimingNormal_, kaimingUniform_ } from './kaiming.ts';
export { normal_ } from './normal.ts';
export { orthogonal_ } from './orthogonal.ts';
export { truncNormal_ } from './trunc-normal.ts';
export { uniform_ } from './uniform.ts';
export { xavierNormal_, xavierUniform_ } from './xavier.ts';
