import { wgsl } from '../device/formulas.ts';
import { div } from './div.ts';
import type { Operand } from './families/operand.ts';
import { binary } from './families/pointwise.ts';
import { mul } from './mul.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * √(a² + b²), without overflow on the way.
     *
     * @throws RuntimeError for integers.
     */
    hypot(other: Operand): Tensor;
    /** hypot, written over this tensor, which keeps its shape and dtype. */
    hypot_(other: Operand): this;
  }
}

export const hypot = binary({
  name: 'hypot',
  float: wgsl('hypot(a, b)', (a, b) => Math.hypot(a, b)),
  integer: null,
  backward: {
    a: (grad, { a, y }) => mul(grad, div(a, y)),
    b: (grad, { b, y }) => mul(grad, div(b, y)),
  },
  samples: [
    [-2, 0.5],
    [0, 3],
    [1.5, -4],
    [3, 2],
  ],
});
