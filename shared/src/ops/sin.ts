import { wgsl } from '../device/formulas.ts';
import { cos } from './cos.ts';
import { unary } from './families/pointwise.ts';
import { mul } from './mul.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** The sine of x in radians. */
    sin(): Tensor;
    /** sin, written over this tensor. */
    sin_(): this;
  }
}

export const sin = unary({
  name: 'sin',
  float: wgsl('sine(x)', (x) => Math.sin(x)),
  backward: (grad, { x }) => mul(grad, cos(x)),
  samples: [-3, -0.5, 0, 1, 6],
});
