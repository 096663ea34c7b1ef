import type { Operand } from './families/operand.ts';
import { binary } from './families/pointwise.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * a + b, with broadcasting. For bools it is the logical or.
     *
     * ```ts
     * torch.tensor([[1], [2]]).add(torch.tensor([10, 20])); // → tensor([[11, 21],\n        [12, 22]])
     * ```
     */
    add(other: Operand): Tensor;
    /** `add`, written over this tensor, which keeps its shape and dtype. */
    add_(other: Operand): this;
  }
}

export const add = binary({
  name: 'add',
  float: (a, b) => a + b,
  integer: (a, b) => a + b,
  bool: true,
  backward: { a: (grad) => grad, b: (grad) => grad },
  samples: [
    [-2, 0.5],
    [0, 3],
    [1.5, -4],
    [3, 3],
  ],
});
