import { Tensor } from '../tensor/tensor.ts';
import { unary } from './families/pointwise.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** 1 / x: infinity at 0. Integers become float32. */
    reciprocal(): Tensor;
  }
}

export const reciprocal = unary({
  name: 'reciprocal',
  float: (x) => 1 / x,
  samples: [-2, -0.5, 0.25, 3],
});

Tensor.prototype.reciprocal = function () {
  return reciprocal(this);
};
