import { wgsl } from '../device/formulas.ts';
import { unary } from './families/pointwise.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** Degrees as radians: x · π/180. */
    deg2rad(): Tensor;
    /** deg2rad, written over this tensor. */
    deg2rad_(): this;
  }
}

const degree = Math.PI / 180;

export const deg2rad = unary({
  name: 'deg2rad',
  float: wgsl('x * k().x', (x) => x * degree, degree),
  backward: (grad) => deg2rad(grad),
  samples: [-180, -0.5, 0, 45, 720],
});
