import { digamma as digammaOf } from '../core/special/gamma-function.ts';
import { unary } from './families/pointwise.ts';
import { mul } from './mul.ts';
import { polygamma } from './polygamma.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** ψ(x), the derivative of lgamma: NaN at −1, −2, …, and infinite at 0 with the sign of −x. */
    digamma(): Tensor;
    /** digamma, written over this tensor. */
    digamma_(): this;
  }
}

export const digamma = unary({
  name: 'digamma',
  float: digammaOf,
  backward: (grad, { x }) => mul(grad, polygamma(1, x)),
  samples: [-1.5, 0.3, 1, 2.5, 20],
});
