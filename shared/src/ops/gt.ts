import type { Operand } from './families/operand.ts';
import { comparison } from './families/pointwise.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** Whether a > b, element by element: a bool tensor. */
    gt(other: Operand): Tensor;
  }
}

export const gt = comparison({
  name: 'gt',
  test: (a, b) => a > b,
  wgsl: 'greater(a, b)',
  samples: [
    [-2, 0.5],
    [0, 0],
    [3, 3],
    [1, 0],
    [Number.NaN, Number.NaN],
  ],
});
