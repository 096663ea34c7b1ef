import { RuntimeError } from '../core/errors.ts';
import { shapeText } from '../core/shape.ts';
import { Tensor } from '../tensor/tensor.ts';
import { requireTensor } from './families/operand.ts';
import { matmul } from './matmul.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** The inner product Σ aᵢbᵢ of two 1-D tensors of one length. @throws RuntimeError for anything else. */
    dot(other: Tensor): Tensor;
  }
}

export function dot(a: Tensor, b: Tensor): Tensor {
  requireTensor('dot', a);
  requireTensor('dot', b);
  if (a.ndim !== 1 || b.ndim !== 1) {
    throw new RuntimeError({
      who: 'dot',
      seen: `${shapeText(a.sizes)} and ${shapeText(b.sizes)}`,
      expected: `1D tensors, but got ${a.ndim}D and ${b.ndim}D tensors`,
      hint: 'matmul multiplies matrices',
    });
  }
  return matmul(a, b);
}

Tensor.prototype.dot = function (other) {
  return dot(this, other);
};
