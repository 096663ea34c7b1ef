import { Tensor } from '../tensor/tensor.ts';
import { inPlaceMethod, method } from './families/methods.ts';
import type { Operand } from './families/operand.ts';
import { type BinaryDeclaration, binaryFunction } from './families/pointwise.ts';
import { mul } from './mul.ts';
import { neg } from './neg.ts';
import { reciprocal } from './reciprocal.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * a / b, the true quotient: integers become float32.
     *
     * ```ts
     * torch.tensor([1, 2]).div(2); // → tensor([0.5000, 1.0000])
     * ```
     */
    div(other: Operand): Tensor;
    /** `div`, written over this tensor, which keeps its shape and dtype. */
    div_(other: Operand): this;
  }
}

const declaration: BinaryDeclaration = {
  name: 'div',
  float: (a, b) => a / b,
  backward: {
    a: (grad, { b }) => div(grad, b),
    b: (grad, { y, b }) => div(mul(neg(grad), y), b),
  },
  samples: [
    [-2, 0.5],
    [0, 3],
    [1.5, -4],
    [3, 3],
  ],
};

const quotient = binaryFunction(declaration);

// PyTorch computes `number / tensor` as the tensor's reciprocal times the number, which rounds twice.
export const div = Object.assign(
  (a: Operand, b: Operand): Tensor =>
    a instanceof Tensor || !(b instanceof Tensor) ? quotient(a, b) : mul(reciprocal(b), a),
  { declaration },
);

method('div', div);
inPlaceMethod('div', div);
