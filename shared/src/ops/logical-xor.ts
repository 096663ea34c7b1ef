import type { Operand } from './families/operand.ts';
import { comparison } from './families/pointwise.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** Whether one of a and b, but not both, is not 0: a bool tensor. */
    logicalXor(other: Operand): Tensor;
  }
}

export const logicalXor = comparison({
  name: 'logicalXor',
  test: (a, b) => (Number(a) !== 0) !== (Number(b) !== 0),
  truth: true,
  samples: [
    [-2, 0.5],
    [0, 0],
    [0, 3],
    [1, 0],
    [Number.NaN, 0],
  ],
});
