import { Tensor } from '../tensor/tensor.ts';
import { writeBack } from './families/in-place.ts';
import type { Operand } from './families/operand.ts';
import { binary } from './families/pointwise.ts';

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
  samples: [
    [-2, 0.5],
    [0, 3],
    [1.5, -4],
    [3, 3],
  ],
});

Tensor.prototype.sub = function (other) {
  return sub(this, other);
};

Tensor.prototype.sub_ = function (other) {
  return writeBack('sub_', this, sub(this, other));
};
