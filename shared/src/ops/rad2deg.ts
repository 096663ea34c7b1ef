import { wgsl } from '../device/formulas.ts';
import { unary } from './families/pointwise.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** Radians as degrees: x · 180/π. */
    rad2deg(): Tensor;
    /** rad2deg, written over this tensor. */
    rad2deg_(): this;
  }
}

const radian = 180 / Math.PI;

export const rad2deg = unary({
  name: 'rad2deg',
  float: wgsl('x * k().x', (x) => x * radian, radian),
  backward: (grad) => rad2deg(grad),
  samples: [-3, -0.5, 0, 1, 20],
});
