import { Tensor } from '../tensor/tensor.ts';
import { div } from './div.ts';
import { restOfFloored, withoutDerivative } from './families/division.ts';
import { inPlaceMethod, method } from './families/methods.ts';
import type { Operand } from './families/operand.ts';
import { type BinaryDeclaration, binaryFunction } from './families/pointwise.ts';
import { mul } from './mul.ts';
import { neg } from './neg.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * What is left of a after division by b, with the sign of b: Python's %.
     *
     * ```ts
     * torch.tensor([-7, 7]).remainder(3); // → tensor([2, 1])
     * ```
     *
     * @throws RuntimeError for integers where b is 0.
     */
    remainder(other: Operand): Tensor;
    /** remainder, written over this tensor, which keeps its shape and dtype. */
    remainder_(other: Operand): this;
  }
}

const declaration: BinaryDeclaration = {
  name: 'remainder',
  ...restOfFloored,
  backward: {
    a: (grad) => grad,
    b: (grad, { a, b }) => neg(mul(grad, div(a, b, { roundingMode: 'floor' }))),
  },
  samples: [
    [-2, 0.75],
    [0.5, 3],
    [1.5, -4],
    [7, 3],
  ],
};

const byTensor = binaryFunction({ ...declaration, node: 'RemainderBackward1' });
const byNumber = binaryFunction({ ...declaration, node: 'RemainderBackward0' });
// PyTorch has no derivative for `number % tensor`.
const fromNumber = binaryFunction({ ...declaration, ...withoutDerivative('remainder') });

export const remainder = Object.assign(
  (a: Operand, b: Operand): Tensor =>
    (a instanceof Tensor ? (b instanceof Tensor ? byTensor : byNumber) : fromNumber)(a, b),
  { declaration },
);

method('remainder', remainder);
inPlaceMethod('remainder', remainder);
