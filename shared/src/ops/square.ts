import { unary } from './families/pointwise.ts';
import { mul } from './mul.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** x². */
    square(): Tensor;
  }
}

export const square = unary({
  name: 'square',
  float: (x) => x * x,
  integer: (x) => x * x,
  backward: (grad, { x }) => mul(grad, mul(x, 2)),
  samples: [-2, -0.5, 0, 0.5, 3],
});
