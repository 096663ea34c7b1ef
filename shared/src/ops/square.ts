import { simd, wgsl } from '../device/formulas.ts';
import { unary } from './families/pointwise.ts';
import { mul } from './mul.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** x². */
    square(): Tensor;
    /** square, written over this tensor. */
    square_(): this;
  }
}

export const square = unary({
  name: 'square',
  float: simd(
    'square',
    wgsl('x * x', (x) => x * x),
  ),
  integer: (x) => x * x,
  narrow: (x) => Math.imul(x, x),
  node: 'PowBackward0',
  backward: (grad, { x }) => mul(grad, mul(x, 2)),
  samples: [-2, -0.5, 0, 0.5, 3],
});
