import { bitwise } from './families/bitwise.ts';
import type { Operand } from './families/operand.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The bits of a moved down by b places: Python's >>, which is a / 2ᵇ rounded down.
     *
     * ```ts
     * torch.tensor([5, -5]).bitwiseRightShift(1); // → tensor([ 2, -3])
     * ```
     *
     * @throws RuntimeError for floats and bools.
     */
    bitwiseRightShift(other: Operand): Tensor;
    /** bitwiseRightShift, written over this tensor, which keeps its shape and dtype. */
    bitwiseRightShift_(other: Operand): this;
  }
}

export const bitwiseRightShift = bitwise({
  name: 'bitwiseRightShift',
  integer: (a, b) => a >> (b < 0n || b > 63n ? 63n : b),
  narrow: (a, b) => a >> (b < 0 || b > 31 ? 31 : b),
  bool: false,
});
