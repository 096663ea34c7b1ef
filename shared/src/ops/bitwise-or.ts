import { bitwise } from './families/bitwise.ts';
import type { Operand } from './families/operand.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The bits of a or b: Python's |. For bools the logical or.
     *
     * ```ts
     * torch.tensor([12, 10]).bitwiseOr(6); // → tensor([14, 14])
     * ```
     *
     * @throws RuntimeError for floats.
     */
    bitwiseOr(other: Operand): Tensor;
    /** bitwiseOr, written over this tensor, which keeps its shape and dtype. */
    bitwiseOr_(other: Operand): this;
  }
}

export const bitwiseOr = bitwise({
  name: 'bitwiseOr',
  integer: (a, b) => a | b,
  narrow: (a, b) => a | b,
  bool: true,
});
