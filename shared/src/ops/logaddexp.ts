import { wgsl } from '../device/formulas.ts';
import { add } from './add.ts';
import { div } from './div.ts';
import { exp } from './exp.ts';
import type { Operand } from './families/operand.ts';
import { binary } from './families/pointwise.ts';
import { sub } from './sub.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * log(eᵃ + eᵇ), without overflow on the way.
     *
     * @throws RuntimeError for integers.
     */
    logaddexp(other: Operand): Tensor;
    /** logaddexp, written over this tensor, which keeps its shape and dtype. */
    logaddexp_(other: Operand): this;
  }
}

export const logaddexp = binary({
  name: 'logaddexp',
  float: wgsl('logaddexp(a, b)', (a, b) => {
    // Equal infinities have no difference.
    if (a === b && Math.abs(a) === Number.POSITIVE_INFINITY) return a;
    return Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)));
  }),
  integer: null,
  backward: {
    a: (grad, { a, b }) => div(grad, add(exp(sub(b, a)), 1)),
    b: (grad, { a, b }) => div(grad, add(exp(sub(a, b)), 1)),
  },
  samples: [
    [-2, 0.5],
    [0, 3],
    [1.5, -4],
    [3, 2],
  ],
});
