import { wgsl } from '../device/formulas.ts';
import { add } from './add.ts';
import { div } from './div.ts';
import { unary } from './families/pointwise.ts';
import { square } from './square.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** The angle in −π/2 … π/2 whose tangent is x. */
    atan(): Tensor;
    /** atan, written over this tensor. */
    atan_(): this;
  }
}

export const atan = unary({
  name: 'atan',
  float: wgsl('arctangent(x)', (x) => Math.atan(x)),
  backward: (grad, { x }) => div(grad, add(square(x), 1)),
  samples: [-20, -0.5, 0, 1, 3],
});
