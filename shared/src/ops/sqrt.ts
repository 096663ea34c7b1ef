import { Tensor } from '../tensor/tensor.ts';
import { unary } from './families/pointwise.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** √x: NaN below 0. Integers become float32. */
    sqrt(): Tensor;
  }
}

export const sqrt = unary({
  name: 'sqrt',
  float: Math.sqrt,
  samples: [0, 0.25, 1, 2, 9],
});

Tensor.prototype.sqrt = function () {
  return sqrt(this);
};
