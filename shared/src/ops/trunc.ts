import { wgsl } from '../device/formulas.ts';
import { unary } from './families/pointwise.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * x without its fraction, cut towards zero; the dtype stays.
     *
     * ```ts
     * torch.tensor([-1.7, 1.7]).trunc(); // → tensor([-1.,  1.])
     * ```
     */
    trunc(): Tensor;
    /** trunc, written over this tensor. */
    trunc_(): this;
  }
}

export const trunc = unary({
  name: 'trunc',
  float: wgsl('trunc(x)', (x) => Math.trunc(x)),
  integer: (x) => x,
  backward: null,
  samples: [-2.5, -2, -0.5, 0, 0.5, 3],
});
