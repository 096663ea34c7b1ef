import { Tensor } from '../tensor/tensor.ts';
import type { Operand } from './families/operand.ts';
import { binary } from './families/pointwise.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** The smaller of a and b, element by element; NaN where either is NaN. */
    minimum(other: Operand): Tensor;
  }
}

export const minimum = binary({
  name: 'minimum',
  // The first of equals, which decides between 0 and −0.
  float: (a, b) => (a <= b || Number.isNaN(a) ? a : b),
  integer: (a, b) => (a < b ? a : b),
  bool: true,
  samples: [
    [-2, 0.5],
    [0, 3],
    [1.5, -4],
    [3, 3],
  ],
});

Tensor.prototype.minimum = function (other) {
  return minimum(this, other);
};
