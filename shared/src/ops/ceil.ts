import { wgsl } from '../device/formulas.ts';
import { unary } from './families/pointwise.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** The smallest whole number ≥ x; the dtype stays. */
    ceil(): Tensor;
    /** ceil, written over this tensor. */
    ceil_(): this;
  }
}

export const ceil = unary({
  name: 'ceil',
  float: wgsl('ceil(x)', (x) => Math.ceil(x)),
  integer: (x) => x,
  backward: null,
  samples: [-2.5, -2, -0.5, 0, 0.5, 3],
});
