import { bitwise } from './families/bitwise.ts';
import type { Operand } from './families/operand.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The bits of a moved up by b places: Python's <<, without the bits that the dtype has no place for.
     *
     * ```ts
     * torch.tensor([1, -3]).bitwiseLeftShift(2); // → tensor([  4, -12])
     * ```
     *
     * @throws RuntimeError for floats and bools.
     */
    bitwiseLeftShift(other: Operand): Tensor;
    /** bitwiseLeftShift, written over this tensor, which keeps its shape and dtype. */
    bitwiseLeftShift_(other: Operand): this;
  }
}

export const bitwiseLeftShift = bitwise({
  name: 'bitwiseLeftShift',
  integer: (a, b) => (b < 0n || b > 63n ? 0n : a << b),
  narrow: (a, b) => (b < 0 || b > 31 ? 0 : a << b),
  bool: false,
});
