import { wgsl } from '../device/formulas.ts';
import { zerosLike } from '../tensor/creation.ts';
import { div } from './div.ts';
import { eq } from './eq.ts';
import type { Operand } from './families/operand.ts';
import { binary } from './families/pointwise.ts';
import { mul } from './mul.ts';
import { where } from './where.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** |a| with the sign of b, which −0 has too. Integers become float32. */
    copysign(other: Operand): Tensor;
    /** copysign, written over this tensor, which keeps its shape and dtype. */
    copysign_(other: Operand): this;
  }
}

export const copysign = binary({
  name: 'copysign',
  float: wgsl('copysign(a, b)', (a, b) => (b < 0 || Object.is(b, -0) ? -Math.abs(a) : Math.abs(a))),
  backward: {
    a: (grad, { a, y }) => mul(grad, where(eq(a, 0), 0, div(y, a))),
    b: (grad) => zerosLike(grad),
  },
  samples: [
    [-2, 0.5],
    [0, 3],
    [1.5, -4],
    [3, 2],
  ],
});
