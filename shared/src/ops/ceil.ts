import { Tensor } from '../tensor/tensor.ts';
import { unary } from './families/pointwise.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** The smallest whole number ≥ x; the dtype stays. */
    ceil(): Tensor;
  }
}

export const ceil = unary({
  name: 'ceil',
  float: Math.ceil,
  integer: (x) => x,
  samples: [-2.5, -2, -0.5, 0, 0.5, 3],
});

Tensor.prototype.ceil = function () {
  return ceil(this);
};
