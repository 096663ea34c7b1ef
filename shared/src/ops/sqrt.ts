import { simd, wgsl } from '../device/formulas.ts';
import { div } from './div.ts';
import { unary } from './families/pointwise.ts';
import { mul } from './mul.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** √x: NaN below 0. Integers become float32. */
    sqrt(): Tensor;
    /** sqrt, written over this tensor. */
    sqrt_(): this;
  }
}

export const sqrt = unary({
  name: 'sqrt',
  float: wgsl(
    'root(x)',
    simd('sqrt', (x) => Math.sqrt(x)),
  ),
  backward: (grad, { y }) => div(grad, mul(y, 2)),
  samples: [0, 0.25, 1, 2, 9],
});
