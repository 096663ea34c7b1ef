import { wgsl } from '../device/formulas.ts';
import { div } from './div.ts';
import { unary } from './families/pointwise.ts';
import { square } from './square.ts';
import { sub } from './sub.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** The inverse of tanh: log((1 + x) / (1 − x)) / 2; NaN outside −1 … 1. */
    atanh(): Tensor;
    /** atanh, written over this tensor. */
    atanh_(): this;
  }
}

export const atanh = unary({
  name: 'atanh',
  float: wgsl('areaTangent(x)', (x) => Math.atanh(x)),
  backward: (grad, { x }) => div(grad, sub(1, square(x))),
  samples: [-0.9, -0.5, 0, 0.25, 0.9],
});
