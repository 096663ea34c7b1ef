import { RuntimeError } from '../core/errors.ts';
import { shapeText } from '../core/shape.ts';
import { record } from '../tensor/graph.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';
import { multiplied, requireProduct } from './families/product.ts';
import { mul } from './mul.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The inner product Σ aᵢbᵢ of two 1-D tensors of one length.
     *
     * ```ts
     * torch.tensor([1, 2]).dot(torch.tensor([3, 4])); // → tensor(11)
     * ```
     *
     * @throws RuntimeError for anything else.
     */
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
  requireProduct('dot', a, b);
  return record(multiplied(a, b, []), 'DotBackward0', [a, b], (grad, node) => [
    node.needs(0) ? mul(grad, node.tensor(1)) : null,
    node.needs(1) ? mul(grad, node.tensor(0)) : null,
  ]);
}

method('dot', dot);
