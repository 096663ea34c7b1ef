import { unary } from './families/pointwise.ts';
import { le } from './le.ts';
import { where } from './where.ts';

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
  backward: (grad, { y }) => where(le(y, 0), 0, grad),
  samples: [-2, -0.5, 0, 0.5, 3],
});
