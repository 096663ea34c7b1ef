import { Tensor } from '../tensor/tensor.ts';
import { unary } from './families/pointwise.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** max(x, 0), the rectified linear unit. NaN stays NaN. */
    relu(): Tensor;
  }
}

export const relu = unary({
  name: 'relu',
  float: (x) => (x < 0 ? 0 : x),
  integer: (x) => (x < 0n ? 0n : x),
  samples: [-2, -0.5, 0, 0.5, 3],
});

Tensor.prototype.relu = function () {
  return relu(this);
};
