import { wgsl } from '../device/formulas.ts';
import { unary } from './families/pointwise.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** The largest whole number ≤ x; the dtype stays. */
    floor(): Tensor;
    /** floor, written over this tensor. */
    floor_(): this;
  }
}

export const floor = unary({
  name: 'floor',
  float: wgsl('floor(x)', (x) => Math.floor(x)),
  integer: (x) => x,
  backward: null,
  samples: [-2.5, -2, -0.5, 0, 0.5, 3],
});
