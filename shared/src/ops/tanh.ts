import { simd, wgsl } from '../device/formulas.ts';
import { unary } from './families/pointwise.ts';
import { mul } from './mul.ts';
import { square } from './square.ts';
import { sub } from './sub.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** The hyperbolic tangent (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ): between −1 and 1. */
    tanh(): Tensor;
    /** tanh, written over this tensor. */
    tanh_(): this;
  }
}

export const tanh = unary({
  name: 'tanh',
  float: wgsl(
    'hyperbolicTangent(x)',
    simd('tanh', (x) => Math.tanh(x)),
  ),
  backward: (grad, { y }) => mul(grad, sub(1, square(y))),
  samples: [-20, -0.5, 0, 1, 20],
});
