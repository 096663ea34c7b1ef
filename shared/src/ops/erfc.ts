import { erfc as erfcOf } from '../core/special/error-function.ts';
import { wgsl } from '../device/formulas.ts';
import { exp } from './exp.ts';
import { unary } from './families/pointwise.ts';
import { mul } from './mul.ts';
import { neg } from './neg.ts';
import { square } from './square.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** 1 − erf(x), with all its digits where erf(x) is nearly 1. */
    erfc(): Tensor;
    /** erfc, written over this tensor. */
    erfc_(): this;
  }
}

const twoOverRootPi = 2 / Math.sqrt(Math.PI);

export const erfc = unary({
  name: 'erfc',
  float: wgsl('erfc(x)', (x) => erfcOf(x)),
  backward: (grad, { x }) => mul(mul(grad, exp(neg(square(x)))), -twoOverRootPi),
  samples: [-4, -0.5, 0, 1, 2.5],
});
