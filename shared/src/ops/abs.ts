import { simd, wgsl } from '../device/formulas.ts';
import { unary } from './families/pointwise.ts';
import { mul } from './mul.ts';
import { sign } from './sign.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** |x|. */
    abs(): Tensor;
    /** abs, written over this tensor. */
    abs_(): this;
  }
}

export const abs = unary({
  name: 'abs',
  float: simd(
    'abs',
    wgsl('absolute(x)', (x) => Math.abs(x)),
  ),
  integer: (x) => (x < 0n ? -x : x),
  backward: (grad, { x }) => mul(grad, sign(x)),
  samples: [-2, -0.5, 0, 0.5, 3],
});
