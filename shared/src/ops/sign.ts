import { wgsl } from '../device/formulas.ts';
import { unary } from './families/pointwise.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** −1, 0 or 1 by the sign of x; 0 for NaN. */
    sign(): Tensor;
    /** sign, written over this tensor. */
    sign_(): this;
  }
}

export const sign = unary({
  name: 'sign',
  float: wgsl('select(0.0, 1.0, greater(x, 0.0)) - select(0.0, 1.0, less(x, 0.0))', (x) =>
    x > 0 ? 1 : x < 0 ? -1 : 0,
  ),
  integer: (x) => (x > 0n ? 1n : x < 0n ? -1n : 0n),
  bool: true,
  backward: null,
  samples: [-2, -0.5, 0, 0.5, 3],
});
