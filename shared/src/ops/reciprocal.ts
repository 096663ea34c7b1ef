import { wgsl } from '../device/formulas.ts';
import { unary } from './families/pointwise.ts';
import { mul } from './mul.ts';
import { neg } from './neg.ts';
import { square } from './square.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** 1 / x: infinity at 0. Integers become float32. */
    reciprocal(): Tensor;
    /** reciprocal, written over this tensor. */
    reciprocal_(): this;
  }
}

export const reciprocal = unary({
  name: 'reciprocal',
  float: wgsl('ratio(1.0, x)', (x) => 1 / x),
  backward: (grad, { y }) => mul(neg(grad), square(y)),
  samples: [-2, -0.5, 0.25, 3],
});
