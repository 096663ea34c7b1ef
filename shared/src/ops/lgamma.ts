import { lgamma as lgammaOf } from '../core/special/gamma-function.ts';
import { digamma } from './digamma.ts';
import { unary } from './families/pointwise.ts';
import { mul } from './mul.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** log |Γ(x)|, where Γ(n) = (n − 1)! for whole n: infinity at 0, −1, −2, … */
    lgamma(): Tensor;
    /** lgamma, written over this tensor. */
    lgamma_(): this;
  }
}

export const lgamma = unary({
  name: 'lgamma',
  float: lgammaOf,
  backward: (grad, { x }) => mul(grad, digamma(x)),
  samples: [-1.5, 0.3, 1, 2.5, 20],
});
