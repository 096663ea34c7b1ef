import { erf as erfOf } from '../core/special/error-function.ts';
import { wgsl } from '../device/formulas.ts';
import { exp } from './exp.ts';
import { unary } from './families/pointwise.ts';
import { mul } from './mul.ts';
import { neg } from './neg.ts';
import { square } from './square.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** The error function 2/√π ∫₀ˣ e^(−t²) dt: −1 … 1. */
    erf(): Tensor;
    /** erf, written over this tensor. */
    erf_(): this;
  }
}

const twoOverRootPi = 2 / Math.sqrt(Math.PI);

export const erf = unary({
  name: 'erf',
  float: wgsl('erf(x)', (x) => erfOf(x)),
  backward: (grad, { x }) => mul(mul(grad, exp(neg(square(x)))), twoOverRootPi),
  samples: [-4, -0.5, 0, 1, 2.5],
});
