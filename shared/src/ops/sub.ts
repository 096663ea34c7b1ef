import type { Operand } from './families/operand.ts';
import { binary } from './families/pointwise.ts';
import { neg } from './neg.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * a − b, with broadcasting.
     *
     * @throws RuntimeError for two bools.
     */
    sub(other: Operand): Tensor;
    /** `sub`, written over this tensor, which keeps its shape and dtype. */
    sub_(other: Operand): this;
  }
}

export const sub = binary({
  name: 'sub',
  float: (a, b) => a - b,
  integer: (a, b) => a - b,
  backward: { a: (grad) => grad, b: (grad) => neg(grad) },
  samples: [
    [-2, 0.5],
    [0, 3],
    [1.5, -4],
    [3, 3],
  ],
});
