import { RuntimeError } from '../core/errors.ts';
import { elementsOf } from '../tensor/elements.ts';
import { record } from '../tensor/graph.ts';
import { denseStrides, elementsInMemoryOrder } from '../tensor/memory-order.ts';
import { fromElements, type Tensor, viewOf } from '../tensor/tensor.ts';
import { method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** A copy with storage of its own, in which the elements lie in the same order as in this tensor's. */
    clone(): Tensor;
    /** This tensor if its elements lie in row-major order, else a copy in which they do. */
    contiguous(): Tensor;
    /**
     * A leaf with a copy of this leaf's elements, its `requiresGrad` and its `.grad`: Python's `copy.deepcopy`.
     *
     * @throws RuntimeError for the result of an operation, whose graph has no copy.
     */
    deepcopy(): Tensor;
  }
}

export function clone(x: Tensor): Tensor {
  requireTensor('clone', x);
  const flat = fromElements(elementsInMemoryOrder(x, x).slice(), x.dtype, [x.numel()]);
  return copyOf(x, viewOf(flat, x.sizes, denseStrides(x), 0));
}

/** The tensor itself if its elements lie in row-major order, else a copy in which they do. */
export function contiguous(x: Tensor): Tensor {
  requireTensor('contiguous', x);
  return x.isContiguous() ? x : contiguousCopy(x);
}

/** A copy whose elements lie in row-major order, whatever their order was. */
export function contiguousCopy(x: Tensor): Tensor {
  return copyOf(x, fromElements(elementsOf(x).slice(), x.dtype, x.sizes));
}

function copyOf(x: Tensor, y: Tensor): Tensor {
  return record(y, 'CloneBackward0', [x], (grad) => [grad]);
}

function deepcopy(x: Tensor): Tensor {
  if (x.gradFn !== null) {
    throw new RuntimeError({
      who: 'deepcopy',
      seen: `a tensor made by an operation (${x.gradFn.name})`,
      expected:
        'Only Tensors created explicitly by the user (graph leaves) support the deepcopy protocol at the moment',
      hint: 'detach() or clone() it',
    });
  }
  const y = clone(x.detach()).requiresGrad_(x.requiresGrad);
  if (x.grad !== null) y.grad = clone(x.grad.detach());
  return y;
}

method('clone', clone);
method('contiguous', contiguous);
method('deepcopy', deepcopy);
