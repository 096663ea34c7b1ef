import { wgsl } from '../device/formulas.ts';
import type { Tensor } from '../tensor/tensor.ts';
import type { Operand } from './families/operand.ts';
import { binary } from './families/pointwise.ts';
import { le } from './le.ts';
import { logicalOr } from './logical-or.ts';
import { ne } from './ne.ts';
import { where } from './where.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** The smaller of a and b, element by element; the other one where one is NaN. */
    fmin(other: Operand): Tensor;
    /** fmin, written over this tensor, which keeps its shape and dtype. */
    fmin_(other: Operand): this;
  }
}

export const fmin = binary({
  name: 'fmin',
  float: wgsl('fmin(a, b)', (a, b) => (a <= b || Number.isNaN(b) ? a : b)),
  integer: (a, b) => (a <= b ? a : b),
  bool: true,
  // Of equal operands the first has the gradient, and every number beside a NaN.
  backward: {
    a: (grad, { a, b }) => where(firstIsChosen(a, b), grad, 0),
    b: (grad, { a, b }) => where(firstIsChosen(a, b), 0, grad),
  },
  samples: [
    [-2, 0.5],
    [0, 3],
    [1.5, -4],
    [3, 3],
  ],
});

function firstIsChosen(a: Operand, b: Operand): Tensor {
  return logicalOr(le(a, b), ne(b, b));
}
