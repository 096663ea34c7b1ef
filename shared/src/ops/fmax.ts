import { wgsl } from '../device/formulas.ts';
import type { Tensor } from '../tensor/tensor.ts';
import type { Operand } from './families/operand.ts';
import { binary } from './families/pointwise.ts';
import { ge } from './ge.ts';
import { logicalOr } from './logical-or.ts';
import { ne } from './ne.ts';
import { where } from './where.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** The larger of a and b, element by element; the other one where one is NaN. */
    fmax(other: Operand): Tensor;
    /** fmax, written over this tensor, which keeps its shape and dtype. */
    fmax_(other: Operand): this;
  }
}

export const fmax = binary({
  name: 'fmax',
  float: wgsl('fmax(a, b)', (a, b) => (a >= b || Number.isNaN(b) ? a : b)),
  integer: (a, b) => (a >= b ? a : b),
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
  return logicalOr(ge(a, b), ne(b, b));
}
