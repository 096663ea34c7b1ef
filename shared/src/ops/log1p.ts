import { add } from './add.ts';
import { div } from './div.ts';
import { unary } from './families/pointwise.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** log(1 + x), exact for small x where 1 + x itself rounds to 1. */
    log1p(): Tensor;
  }
}

export const log1p = unary({
  name: 'log1p',
  float: Math.log1p,
  backward: (grad, { x }) => div(grad, add(x, 1)),
  samples: [-0.5, -1e-8, 0, 1e-8, 4],
});
