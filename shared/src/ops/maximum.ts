import type { Tensor } from '../tensor/tensor.ts';
import { add } from './add.ts';
import { eq } from './eq.ts';
import type { Operand } from './families/operand.ts';
import { binary } from './families/pointwise.ts';
import { gt } from './gt.ts';
import { mul } from './mul.ts';
import { convert } from './to.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** The larger of a and b, element by element; NaN where either is NaN. */
    maximum(other: Operand): Tensor;
  }
}

export const maximum = binary({
  name: 'maximum',
  // The first of equals, which decides between 0 and −0.
  float: (a, b) => (a >= b || Number.isNaN(a) ? a : b),
  integer: (a, b) => (a > b ? a : b),
  bool: true,
  // Equal operands share the gradient.
  backward: {
    a: (grad, node) => mul(grad, share(node.tensor(0), node.b)),
    b: (grad, node) => mul(grad, share(node.tensor(1), node.a)),
  },
  samples: [
    [-2, 0.5],
    [0, 3],
    [1.5, -4],
    [3, 3],
  ],
});

/** 1 where `mine` was chosen, ½ where both are equal. */
function share(mine: Tensor, other: Operand): Tensor {
  return add(convert(gt(mine, other), mine.dtype), mul(convert(eq(mine, other), mine.dtype), 0.5));
}
