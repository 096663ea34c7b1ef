import { wgsl } from '../device/formulas.ts';
import { unary } from './families/pointwise.ts';
import { mul } from './mul.ts';
import { sinh } from './sinh.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** The hyperbolic cosine (eˣ + e⁻ˣ) / 2. */
    cosh(): Tensor;
    /** cosh, written over this tensor. */
    cosh_(): this;
  }
}

export const cosh = unary({
  name: 'cosh',
  float: wgsl('hyperbolicCosine(x)', (x) => Math.cosh(x)),
  backward: (grad, { x }) => mul(grad, sinh(x)),
  samples: [-3, -0.5, 0, 1, 3],
});
