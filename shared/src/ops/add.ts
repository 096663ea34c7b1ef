import { Tensor } from '../tensor/tensor.ts';
import { writeBack } from './families/in-place.ts';
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
  samples: [
    [-2, 0.5],
    [0, 3],
    [1.5, -4],
    [3, 3],
  ],
});

Tensor.prototype.add = function (other) {
  return add(this, other);
};

Tensor.prototype.add_ = function (other) {
  return writeBack('add_', this, add(this, other));
};
