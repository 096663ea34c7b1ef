import { floored, withoutDerivative } from './families/division.ts';
import type { Operand } from './families/operand.ts';
import { binary } from './families/pointwise.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * a / b rounded down: Python's //. Integers stay integers. PyTorch has no derivative for it; `div` with
     * `roundingMode: 'floor'` gives zeros.
     *
     * ```ts
     * torch.tensor([-7, 7]).floorDivide(2); // → tensor([-4,  3])
     * ```
     *
     * @throws RuntimeError for integers where b is 0.
     */
    floorDivide(other: Operand): Tensor;
    /** floorDivide, written over this tensor, which keeps its shape and dtype. */
    floorDivide_(other: Operand): this;
  }
}

export const floorDivide = binary({
  name: 'floorDivide',
  ...floored,
  ...withoutDerivative('floorDivide'),
  samples: [
    [-2, 0.5],
    [0, 3],
    [1.5, -4],
    [3, 2],
  ],
});
