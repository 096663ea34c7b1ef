import { wgsl } from '../device/formulas.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { add } from './add.ts';
import type { Operand } from './families/operand.ts';
import { binary } from './families/pointwise.ts';
import { mul } from './mul.ts';
import { neg } from './neg.ts';
import { reciprocal } from './reciprocal.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** The angle of the point (b, a) from the positive b axis, −π … π: atan(a / b) in the right quadrant. */
    atan2(other: Operand): Tensor;
    /** atan2, written over this tensor, which keeps its shape and dtype. */
    atan2_(other: Operand): this;
  }
}

export const atan2 = binary({
  name: 'atan2',
  float: wgsl('polarAngle(a, b)', (a, b) => Math.atan2(a, b)),
  backward: {
    a: (grad, { a, b }) => mul(grad, mul(perSquare(a, b), b)),
    b: (grad, { a, b }) => mul(grad, neg(mul(perSquare(a, b), a))),
  },
  samples: [
    [-2, 0.5],
    [0, 3],
    [1.5, -4],
    [3, 2],
  ],
});

/** 1 / (a² + b²). */
function perSquare(a: Operand, b: Operand): Tensor {
  return reciprocal(add(mul(a, a), mul(b, b)));
}
