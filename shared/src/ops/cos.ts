import { wgsl } from '../device/formulas.ts';
import { unary } from './families/pointwise.ts';
import { mul } from './mul.ts';
import { neg } from './neg.ts';
import { sin } from './sin.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** The cosine of x in radians. */
    cos(): Tensor;
    /** cos, written over this tensor. */
    cos_(): this;
  }
}

export const cos = unary({
  name: 'cos',
  float: wgsl('cosine(x)', (x) => Math.cos(x)),
  backward: (grad, { x }) => mul(grad, neg(sin(x))),
  samples: [-3, -0.5, 0, 1, 6],
});
