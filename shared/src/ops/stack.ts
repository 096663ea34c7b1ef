import { RuntimeError } from '../core/errors.ts';
import { normalizeDim, sameSizes, shapeText } from '../core/shape.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { cat, type JoinOptions, joinDim, requireTensors } from './cat.ts';
import { unsqueeze } from './unsqueeze.ts';

/**
 * Tensors of one shape, side by side along a new dimension: `torch.stack`.
 *
 * ```ts
 * torch.stack([torch.tensor([1, 2]), torch.tensor([3, 4])], 1); // → tensor([[1, 3],\n        [2, 4]])
 * ```
 *
 * @throws RuntimeError for an empty list or unequal shapes, naming the tensor.
 */
export function stack(tensors: readonly Tensor[], dim: number | JoinOptions = 0): Tensor {
  const all = requireTensors('stack', tensors);
  const first = all[0] as Tensor;
  all.forEach((x, i) => {
    if (!sameSizes(x.sizes, first.sizes)) {
      throw new RuntimeError({
        who: 'stack',
        seen: `tensor 0 is ${shapeText(first.sizes)}, tensor ${i} is ${shapeText(x.sizes)}`,
        expected: 'each tensor to be equal size',
      });
    }
  });
  const at = normalizeDim('stack', joinDim(dim), first.ndim + 1);
  return cat(
    all.map((x) => unsqueeze(x, at)),
    at,
  );
}
