import { simd, wgsl } from '../device/formulas.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { div } from './div.ts';
import { eq } from './eq.ts';
import type { Operand } from './families/operand.ts';
import { binary } from './families/pointwise.ts';
import { gt } from './gt.ts';
import { where } from './where.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** The smaller of a and b, element by element; NaN where either is NaN. */
    minimum(other: Operand): Tensor;
  }
}

export const minimum = binary({
  name: 'minimum',
  // The first of equals, which decides between 0 and −0.
  float: simd(
    'minimum',
    wgsl('smaller(a, b)', (a, b) => (a <= b || Number.isNaN(a) ? a : b)),
  ),
  integer: (a, b) => (a < b ? a : b),
  bool: true,
  // Equal operands share the gradient.
  backward: {
    a: (grad, node) => share(grad, node.tensor(0), node.b),
    b: (grad, node) => share(grad, node.tensor(1), node.a),
  },
  samples: [
    [-2, 0.5],
    [0, 3],
    [1.5, -4],
    [3, 3],
  ],
});

/** The gradient where `mine` was chosen, half of it where both are equal; beside NaN, as in PyTorch, to both. */
function share(grad: Tensor, mine: Tensor, other: Operand): Tensor {
  return where(gt(mine, other), 0, where(eq(mine, other), div(grad, 2), grad));
}
