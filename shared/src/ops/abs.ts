import { Tensor } from '../tensor/tensor.ts';
import { unary } from './families/pointwise.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** |x|. */
    abs(): Tensor;
  }
}

export const abs = unary({
  name: 'abs',
  float: Math.abs,
  integer: (x) => (x < 0n ? -x : x),
  samples: [-2, -0.5, 0, 0.5, 3],
});

Tensor.prototype.abs = function () {
  return abs(this);
};
