import { wgsl } from '../device/formulas.ts';
import { add } from './add.ts';
import { div } from './div.ts';
import { unary } from './families/pointwise.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** log(1 + x), exact for small x where 1 + x itself rounds to 1. */
    log1p(): Tensor;
    /** log1p, written over this tensor. */
    log1p_(): this;
  }
}

export const log1p = unary({
  name: 'log1p',
  float: Math.log1p,
  // PyTorch's vector code for float32 gives up above 1e38.
  single: wgsl('select(logarithm1p(x), infinity(), greater(x, 1e38))', (x) =>
    x > 1e38 ? Number.POSITIVE_INFINITY : Math.log1p(x),
  ),
  backward: (grad, { x }) => div(grad, add(x, 1)),
  samples: [-0.5, -1e-8, 0, 1e-8, 4],
});
