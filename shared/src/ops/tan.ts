import { wgsl } from '../device/formulas.ts';
import { add } from './add.ts';
import { unary } from './families/pointwise.ts';
import { mul } from './mul.ts';
import { square } from './square.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** The tangent of x in radians. */
    tan(): Tensor;
    /** tan, written over this tensor. */
    tan_(): this;
  }
}

export const tan = unary({
  name: 'tan',
  float: wgsl('tangent(x)', (x) => Math.tan(x)),
  backward: (grad, { y }) => mul(grad, add(square(y), 1)),
  samples: [-3, -0.5, 0, 1, 6],
});
