import { wgsl } from '../device/formulas.ts';
import { add } from './add.ts';
import { unary } from './families/pointwise.ts';
import { mul } from './mul.ts';
import { rsqrt } from './rsqrt.ts';
import { square } from './square.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** The inverse of sinh: log(x + √(x² + 1)). */
    asinh(): Tensor;
    /** asinh, written over this tensor. */
    asinh_(): this;
  }
}

export const asinh = unary({
  name: 'asinh',
  float: wgsl('areaSine(x)', (x) => Math.asinh(x)),
  backward: (grad, { x }) => mul(grad, rsqrt(add(square(x), 1))),
  samples: [-20, -0.5, 0, 1, 3],
});
