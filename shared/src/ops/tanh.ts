import { Tensor } from '../tensor/tensor.ts';
import { unary } from './families/pointwise.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** The hyperbolic tangent (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ): between −1 and 1. */
    tanh(): Tensor;
  }
}

export const tanh = unary({
  name: 'tanh',
  float: Math.tanh,
  samples: [-20, -0.5, 0, 1, 20],
});

Tensor.prototype.tanh = function () {
  return tanh(this);
};
