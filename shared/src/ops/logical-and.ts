import type { Operand } from './families/operand.ts';
import { comparison } from './families/pointwise.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** Whether both a and b are not 0: a bool tensor. */
    logicalAnd(other: Operand): Tensor;
  }
}

export const logicalAnd = comparison({
  name: 'logicalAnd',
  test: (a, b) => Number(a) !== 0 && Number(b) !== 0,
  truth: true,
  samples: [
    [-2, 0.5],
    [0, 0],
    [3, 3],
    [1, 0],
    [Number.NaN, Number.NaN],
  ],
});
