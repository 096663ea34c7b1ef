import { wgsl } from '../device/formulas.ts';
import { unary } from './families/pointwise.ts';
import { mul } from './mul.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** 2ˣ. */
    exp2(): Tensor;
    /** exp2, written over this tensor. */
    exp2_(): this;
  }
}

export const exp2 = unary({
  name: 'exp2',
  float: wgsl('powerOfTwo(x)', (x) => 2 ** x),
  backward: (grad, { y }) => mul(grad, mul(y, Math.LN2)),
  samples: [-5, -0.5, 0, 1, 3],
});
