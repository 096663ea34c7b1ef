import { wgsl } from '../device/formulas.ts';
import { div } from './div.ts';
import { unary } from './families/pointwise.ts';
import { mul } from './mul.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** The logarithm to base 2: −infinity at 0, NaN below. */
    log2(): Tensor;
    /** log2, written over this tensor. */
    log2_(): this;
  }
}

export const log2 = unary({
  name: 'log2',
  float: wgsl('logarithm2(x)', (x) => Math.log2(x)),
  backward: (grad, { x }) => div(grad, mul(x, Math.LN2)),
  samples: [0.01, 0.5, 1, 2, 20],
});
