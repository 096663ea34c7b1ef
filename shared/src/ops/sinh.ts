import { wgsl } from '../device/formulas.ts';
import { cosh } from './cosh.ts';
import { unary } from './families/pointwise.ts';
import { mul } from './mul.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** The hyperbolic sine (eˣ − e⁻ˣ) / 2. */
    sinh(): Tensor;
    /** sinh, written over this tensor. */
    sinh_(): this;
  }
}

export const sinh = unary({
  name: 'sinh',
  float: wgsl('hyperbolicSine(x)', (x) => Math.sinh(x)),
  backward: (grad, { x }) => mul(grad, cosh(x)),
  samples: [-3, -0.5, 0, 1, 3],
});
