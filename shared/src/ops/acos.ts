import { wgsl } from '../device/formulas.ts';
import { unary } from './families/pointwise.ts';
import { mul } from './mul.ts';
import { neg } from './neg.ts';
import { rsqrt } from './rsqrt.ts';
import { square } from './square.ts';
import { sub } from './sub.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** The angle in 0 … π whose cosine is x; NaN outside −1 … 1. */
    acos(): Tensor;
    /** acos, written over this tensor. */
    acos_(): this;
  }
}

export const acos = unary({
  name: 'acos',
  float: wgsl('arccosine(x)', (x) => Math.acos(x)),
  backward: (grad, { x }) => neg(mul(grad, rsqrt(sub(1, square(x))))),
  samples: [-0.9, -0.5, 0, 0.25, 0.9],
});
