import { wgsl } from '../device/formulas.ts';
import { unary } from './families/pointwise.ts';
import { mul } from './mul.ts';
import { rsqrt } from './rsqrt.ts';
import { square } from './square.ts';
import { sub } from './sub.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** The angle in −π/2 … π/2 whose sine is x; NaN outside −1 … 1. */
    asin(): Tensor;
    /** asin, written over this tensor. */
    asin_(): this;
  }
}

export const asin = unary({
  name: 'asin',
  float: wgsl('arcsine(x)', (x) => Math.asin(x)),
  backward: (grad, { x }) => mul(grad, rsqrt(sub(1, square(x)))),
  samples: [-0.9, -0.5, 0, 0.25, 0.9],
});
