import { simd, wgsl } from '../device/formulas.ts';
import { div } from './div.ts';
import { unary } from './families/pointwise.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** The natural logarithm: −infinity at 0, NaN below. */
    log(): Tensor;
    /** log, written over this tensor. */
    log_(): this;
  }
}

export const log = unary({
  name: 'log',
  float: wgsl(
    'logarithm(x)',
    simd('log', (x) => Math.log(x)),
  ),
  backward: (grad, { x }) => div(grad, x),
  samples: [0.01, 0.5, 1, Math.E, 20],
});
