import { Tensor } from '../tensor/tensor.ts';
import { unary } from './families/pointwise.ts';

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
  samples: [-2, -0.5, 0, 0.5, 3],
});

Tensor.prototype.square = function () {
  return square(this);
};
