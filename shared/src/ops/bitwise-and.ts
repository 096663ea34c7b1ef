import { bitwise } from './families/bitwise.ts';
import type { Operand } from './families/operand.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The bits of a and b: Python's &. For bools the logical and.
     *
     * ```ts
     * torch.tensor([12, 10]).bitwiseAnd(6); // → tensor([4, 2])
     * ```
     *
     * @throws RuntimeError for floats.
     */
    bitwiseAnd(other: Operand): Tensor;
    /** bitwiseAnd, written over this tensor, which keeps its shape and dtype. */
    bitwiseAnd_(other: Operand): this;
  }
}

export const bitwiseAnd = bitwise({
  name: 'bitwiseAnd',
  integer: (a, b) => a & b,
  narrow: (a, b) => a & b,
  bool: true,
});
