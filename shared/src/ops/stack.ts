import { RuntimeError } from '../core/errors.ts';
import { promoteTypes } from '../core/promotion.ts';
import { normalizeDim, sameSizes, shapeText } from '../core/shape.ts';
import { type Backward, record } from '../tensor/graph.ts';
import { type Tensor, viewOf } from '../tensor/tensor.ts';
import { type JoinOptions, joinDim, joined, requireTensors } from './cat.ts';
import { select } from './select.ts';

/**
 * Tensors of one shape, side by side along a new dimension: `torch.stack`.
 *
 * ```ts
 * torch.stack([torch.tensor([1, 2]), torch.tensor([3, 4])], 1); // → tensor([[1, 3],\n        [2, 4]])
 * ```
 *
 * @throws RuntimeError for an empty list or unequal shapes, naming the tensor.
 */
export function stack(tensors: readonly Tensor[], dim?: number | JoinOptions): Tensor {
  const who = 'stack';
  const all = requireTensors(who, tensors);
  const first = all[0] as Tensor;
  all.forEach((x, i) => {
    if (!sameSizes(x.sizes, first.sizes)) {
      throw new RuntimeError({
        who,
        seen: `tensor 0 is ${shapeText(first.sizes)}, tensor ${i} is ${shapeText(x.sizes)}`,
        expected: 'each tensor to be equal size',
      });
    }
  });
  const at = normalizeDim(who, joinDim(who, dim), first.ndim + 1);
  const sizes = first.sizes.toSpliced(at, 0, all.length);
  const dtype = all.map((x) => x.dtype).reduce(promoteTypes);
  const layers = all.map((x) =>
    viewOf(x, x.sizes.toSpliced(at, 0, 1), x.strides.toSpliced(at, 0, 0), x.offset),
  );
  const y = joined(who, layers, at, sizes, dtype);
  return record(y, 'StackBackward0', all, layersOf(at));
}

/** The gradients of tensors that were stacked at `dim`. */
function layersOf(dim: number): Backward {
  return (grad, node) => node.next.map((next, i) => (next === null ? null : select(grad, dim, i)));
}
