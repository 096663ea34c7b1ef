import { simd } from '../device/formulas.ts';
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

export const mul = binary({
  name: 'mul',
  float: simd('mul', (a, b) => a * b),
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
