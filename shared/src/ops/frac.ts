import { wgsl } from '../device/formulas.ts';
import { unary } from './families/pointwise.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The fraction of x, with its sign: x − trunc(x).
     *
     * ```ts
     * torch.tensor([-1.75, 1.75]).frac(); // → tensor([-0.7500,  0.7500])
     * ```
     *
     * @throws RuntimeError for an integer or bool tensor.
     */
    frac(): Tensor;
    /** frac, written over this tensor. */
    frac_(): this;
  }
}

export const frac = unary({
  name: 'frac',
  float: wgsl('frac(x)', (x) => x - Math.trunc(x)),
  integer: null,
  backward: (grad) => grad,
  samples: [-2.5, -0.75, 0.5, 3.25],
});
