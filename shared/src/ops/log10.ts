import { wgsl } from '../device/formulas.ts';
import { div } from './div.ts';
import { unary } from './families/pointwise.ts';
import { mul } from './mul.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** The logarithm to base 10: −infinity at 0, NaN below. */
    log10(): Tensor;
    /** log10, written over this tensor. */
    log10_(): this;
  }
}

export const log10 = unary({
  name: 'log10',
  float: wgsl('logarithm(x) * 0.4342945', (x) => Math.log10(x)),
  backward: (grad, { x }) => div(grad, mul(x, Math.LN10)),
  samples: [0.01, 0.5, 1, 10, 20],
});
