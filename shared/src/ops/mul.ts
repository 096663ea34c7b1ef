import { looped, simd, wgsl, type ZipFormula } from '../device/formulas.ts';
import type { Operand } from './families/operand.ts';
import { binary } from './families/pointwise.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** a · b, element by element, with broadcasting. (`matmul` is the matrix product.) */
    mul(other: Operand): Tensor;
    /** `mul`, written over this tensor, which keeps its shape and dtype. */
    mul_(other: Operand): this;
  }
}

const times: ZipFormula = wgsl(
  'a * b',
  simd(
    'mul',
    looped(
      (a: number, b: number) => a * b,
      (a, p, stepA, b, q, stepB, y, start, end) => {
        for (let i = start; i < end; i++, p += stepA, q += stepB)
          y[i] = times(a[p] as number, b[q] as number);
      },
    ),
  ),
);

export const mul = binary({
  name: 'mul',
  float: times,
  integer: (a, b) => a * b,
  narrow: Math.imul,
  bool: true,
  backward: { a: (grad, { b }) => mul(grad, b), b: (grad, { a }) => mul(grad, a) },
  samples: [
    [-2, 0.5],
    [0, 3],
    [1.5, -4],
    [3, 3],
  ],
});
