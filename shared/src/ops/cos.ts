import { Tensor } from '../tensor/tensor.ts';
import { unary } from './families/pointwise.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** The cosine of x in radians. */
    cos(): Tensor;
  }
}

export const cos = unary({
  name: 'cos',
  float: Math.cos,
  samples: [-3, -0.5, 0, 1, 6],
});

Tensor.prototype.cos = function () {
  return cos(this);
};
