import { RuntimeError } from '../core/errors.ts';
import { type Backward, record } from '../tensor/graph.ts';
import { denseStrides, inMemoryOrder } from '../tensor/memory-order.ts';
import { type Tensor, viewOf } from '../tensor/tensor.ts';
import { copyOf } from './families/computed.ts';
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
  const flat = copyOf(inMemoryOrder(x, x), x.dtype);
  return cloned(x, viewOf(flat, x.sizes, denseStrides(x), 0));
}

/** The tensor itself if its elements lie in row-major order, else a copy in which they do. */
export function contiguous(x: Tensor): Tensor {
  requireTensor('contiguous', x);
  return x.isContiguous() ? x : contiguousCopy(x);
}

/** A copy whose elements lie in row-major order, whatever their order was. */
export function contiguousCopy(x: Tensor): Tensor {
  return cloned(x, copyOf(x, x.dtype));
}

function cloned(x: Tensor, y: Tensor): Tensor {
  return record(y, 'CloneBackward0', [x], asItIs);
}

const asItIs: Backward = (grad) => [grad];

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
