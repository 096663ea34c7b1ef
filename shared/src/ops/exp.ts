import { simd, wgsl } from '../device/formulas.ts';
import { unary } from './families/pointwise.ts';
import { mul } from './mul.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * eˣ. In float32 it overflows to infinity from x = 88.73 on: the reason why softmax subtracts the largest score.
     *
     * ```ts
     * torch.tensor([0, 1, 100]).exp(); // → tensor([1.0000, 2.7183,    inf])
     * ```
     */
    exp(): Tensor;
    /** exp, written over this tensor. */
    exp_(): this;
  }
}

export const exp = unary({
  name: 'exp',
  float: wgsl(
    'exponential(x)',
    simd('exp', (x) => Math.exp(x)),
  ),
  backward: (grad, { y }) => mul(grad, y),
  samples: [-5, -0.5, 0, 1, 3],
});
