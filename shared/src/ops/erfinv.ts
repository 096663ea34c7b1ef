import { erfinv as erfinvOf } from '../core/special/error-function.ts';
import { wgsl } from '../device/formulas.ts';
import { exp } from './exp.ts';
import { unary } from './families/pointwise.ts';
import { mul } from './mul.ts';
import { square } from './square.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** The inverse of erf: NaN outside −1 … 1, infinite at both ends. */
    erfinv(): Tensor;
    /** erfinv, written over this tensor. */
    erfinv_(): this;
  }
}

const halfRootPi = Math.sqrt(Math.PI) / 2;

export const erfinv = unary({
  name: 'erfinv',
  float: wgsl('erfinv(x)', (x) => erfinvOf(x)),
  backward: (grad, { x }) => mul(mul(grad, exp(square(erfinv(x)))), halfRootPi),
  samples: [-0.9, -0.5, 0, 0.25, 0.99],
});
