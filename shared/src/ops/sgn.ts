import { unary } from './families/pointwise.ts';
import { sign } from './sign.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** −1, 0 or 1 by the sign of x: `sign`, under the name that PyTorch has for complex numbers too. */
    sgn(): Tensor;
    /** sgn, written over this tensor. */
    sgn_(): this;
  }
}

export const sgn = unary({
  name: 'sgn',
  float: sign.declaration.float,
  integer: (x) => (x > 0n ? 1n : x < 0n ? -1n : 0n),
  bool: true,
  backward: null,
  samples: [-2, -0.5, 0, 0.5, 3],
});
