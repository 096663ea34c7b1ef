import { bitwise } from './families/bitwise.ts';
import type { Operand } from './families/operand.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The bits of a exclusive or b: Python's ^. For bools the logical exclusive or.
     *
     * ```ts
     * torch.tensor([12, 10]).bitwiseXor(6); // → tensor([10, 12])
     * ```
     *
     * @throws RuntimeError for floats.
     */
    bitwiseXor(other: Operand): Tensor;
    /** bitwiseXor, written over this tensor, which keeps its shape and dtype. */
    bitwiseXor_(other: Operand): this;
  }
}

export const bitwiseXor = bitwise({
  name: 'bitwiseXor',
  integer: (a, b) => a ^ b,
  narrow: (a, b) => a ^ b,
  bool: true,
});
