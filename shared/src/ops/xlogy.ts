import { wgsl } from '../device/formulas.ts';
import { Tensor } from '../tensor/tensor.ts';
import { div } from './div.ts';
import { eq } from './eq.ts';
import { inPlaceMethod, method } from './families/methods.ts';
import type { Operand } from './families/operand.ts';
import { type BinaryDeclaration, binaryFunction } from './families/pointwise.ts';
import { le } from './le.ts';
import { logicalAnd } from './logical-and.ts';
import { mul } from './mul.ts';
import { where } from './where.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * a · log(b), and 0 where a is 0 (unless b is NaN): what entropies need.
     *
     * ```ts
     * torch.tensor([0, 2]).xlogy(torch.tensor([0, 1])); // → tensor([0., 0.])
     * ```
     */
    xlogy(other: Operand): Tensor;
    /** xlogy, written over this tensor, which keeps its shape and dtype. */
    xlogy_(other: Operand): this;
  }
}

const declaration: BinaryDeclaration = {
  name: 'xlogy',
  float: wgsl('xlogy(a, b)', (a, b) => (a === 0 && !Number.isNaN(b) ? 0 : a * Math.log(b))),
  backward: {
    a: (grad, { a, b }) => where(logicalAnd(eq(a, 0), le(b, 0)), 0, xlogy(grad, b)),
    b: (grad, { a, b }) => div(mul(grad, a), b),
  },
  samples: [
    [-2, 0.5],
    [0, 3],
    [1.5, 4],
    [3, 1],
  ],
};

const ofTensors = binaryFunction(declaration);
const fromNumber = binaryFunction({ ...declaration, node: 'XlogyBackward1' });
const byNumber = binaryFunction({ ...declaration, node: 'XlogyBackward2' });

export const xlogy = Object.assign(
  (a: Operand, b: Operand): Tensor =>
    (a instanceof Tensor ? (b instanceof Tensor ? ofTensors : byNumber) : fromNumber)(a, b),
  { declaration },
);

method('xlogy', xlogy);
inPlaceMethod('xlogy', xlogy);
