import { Tensor } from '../tensor/tensor.ts';
import { div } from './div.ts';
import { restOfTruncated } from './families/division.ts';
import { inPlaceMethod, method } from './families/methods.ts';
import type { Operand } from './families/operand.ts';
import { type BinaryDeclaration, binaryFunction } from './families/pointwise.ts';
import { mul } from './mul.ts';
import { neg } from './neg.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * What is left of a after division by b, with the sign of a: C's %.
     *
     * ```ts
     * torch.tensor([-7, 7]).fmod(3); // → tensor([-1,  1])
     * ```
     *
     * @throws RuntimeError for integers where b is 0.
     */
    fmod(other: Operand): Tensor;
    /** fmod, written over this tensor, which keeps its shape and dtype. */
    fmod_(other: Operand): this;
  }
}

const declaration: BinaryDeclaration = {
  name: 'fmod',
  ...restOfTruncated,
  backward: {
    a: (grad) => grad,
    b: (grad, { a, b }) => neg(mul(grad, div(a, b, { roundingMode: 'trunc' }))),
  },
  samples: [
    [-2, 0.75],
    [0.5, 3],
    [1.5, -4],
    [7, 3],
  ],
};

const byTensor = binaryFunction({ ...declaration, node: 'FmodBackward1' });
const byNumber = binaryFunction({ ...declaration, node: 'FmodBackward0' });

export const fmod = Object.assign(
  (a: Operand, b: Operand): Tensor => (b instanceof Tensor ? byTensor : byNumber)(a, b),
  { declaration },
);

method('fmod', fmod);
inPlaceMethod('fmod', fmod);
