import { wgsl } from '../device/formulas.ts';
import { unary } from './families/pointwise.ts';
import { mul } from './mul.ts';
import { pow } from './pow.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** 1 / √x: infinity at 0, NaN below. Integers become float32. */
    rsqrt(): Tensor;
    /** rsqrt, written over this tensor. */
    rsqrt_(): this;
  }
}

export const rsqrt = unary({
  name: 'rsqrt',
  float: wgsl('ratio(1.0, root(x))', (x) => 1 / Math.sqrt(x)),
  backward: (grad, { y }) => mul(mul(grad, -0.5), pow(y, 3)),
  samples: [0.25, 1, 2, 9],
});
