import { wgsl } from '../device/formulas.ts';
import { cos } from './cos.ts';
import { div } from './div.ts';
import { eq } from './eq.ts';
import { unary } from './families/pointwise.ts';
import { mul } from './mul.ts';
import { sin } from './sin.ts';
import { sub } from './sub.ts';
import { where } from './where.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** sin(πx) / πx, and 1 at 0. */
    sinc(): Tensor;
    /** sinc, written over this tensor. */
    sinc_(): this;
  }
}

export const sinc = unary({
  name: 'sinc',
  float: (x) => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x)),
  // At whole numbers all that is left is how far πx is rounded.
  single: wgsl('sinc(x)', (x) => {
    const angle = Math.fround(Math.fround(Math.PI) * x);
    return x === 0 ? 1 : Math.sin(angle) / angle;
  }),
  backward: (grad, { x }) => {
    const angle = mul(x, Math.PI);
    const slope = div(sub(mul(angle, cos(angle)), sin(angle)), mul(angle, x));
    return mul(grad, where(eq(x, 0), 0, slope));
  },
  samples: [-3.25, -0.5, 0.25, 1, 2.5],
});
