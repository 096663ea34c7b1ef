import { wgsl } from '../device/formulas.ts';
import { unary } from './families/pointwise.ts';
import { mul } from './mul.ts';
import { rsqrt } from './rsqrt.ts';
import { square } from './square.ts';
import { sub } from './sub.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** The inverse of cosh, not negative: log(x + √(x² − 1)); NaN below 1. */
    acosh(): Tensor;
    /** acosh, written over this tensor. */
    acosh_(): this;
  }
}

export const acosh = unary({
  name: 'acosh',
  float: wgsl('areaCosine(x)', (x) => Math.acosh(x)),
  backward: (grad, { x }) => mul(grad, rsqrt(sub(square(x), 1))),
  samples: [1.1, 2, 20],
});
