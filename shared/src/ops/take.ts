import { int64 } from '../core/dtype.ts';
import { broadcastSizes, normalizeDim } from '../core/shape.ts';
import { named } from '../tensor/arguments.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { expand } from './expand.ts';
import { method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';
import { picked } from './families/placement.ts';
import { readIndices, resized } from './families/positions.ts';
import { gather } from './gather.ts';
import { reshape } from './reshape.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The elements at these places of the tensor read row by row, in the shape of `index`.
     *
     * ```ts
     * torch.tensor([[1, 2], [3, 4]]).take(torch.tensor([3, -4])); // → tensor([4, 1])
     * ```
     *
     * @throws IndexError for an index out of range.
     */
    take(index: Tensor): Tensor;
    /**
     * `gather` with an index that broadcasts against the tensor: undoes an `argsort`. Without `dim` it counts the
     * elements row by row.
     *
     * ```ts
     * const x = torch.tensor([[3, 1, 2]]);
     * x.takeAlongDim(torch.tensor([[1, 2, 0]]), 1); // → tensor([[1, 2, 3]])
     * ```
     */
    takeAlongDim(indices: Tensor, dim?: number | { readonly dim?: number }): Tensor;
  }
}

export function take(x: Tensor, index: Tensor): Tensor {
  requireTensor('take', x);
  const rules = { negative: true, of: `the ${x.numel()} elements` };
  return picked('TakeBackward0', x, readIndices('take', index, x.numel(), [int64], rules), index.sizes);
}

interface TakeAlongDimArguments {
  readonly indices: Tensor;
  readonly dim?: number;
}

export function takeAlongDim(x: Tensor, indices: Tensor, dim?: number | { readonly dim?: number }): Tensor {
  const who = 'takeAlongDim';
  requireTensor(who, x);
  const names = ['indices', 'dim'] as const;
  const given = named<TakeAlongDimArguments>(who, names, 1, [indices, dim]);
  requireTensor(who, given.indices);
  if (given.dim === undefined) return gather(reshape(x, [-1]), 0, reshape(given.indices, [-1]));
  const at = normalizeDim(who, given.dim, x.ndim);
  // Everywhere but along `dim` the two shapes have to meet.
  const { sizes } = given.indices;
  const common = broadcastSizes(who, resized(x.sizes, at, 1), resized(sizes, at, 1));
  const source = expand(who, x, resized(common, at, x.sizes[at] ?? 1));
  const index = expand(who, given.indices, resized(common, at, sizes[at] ?? 1));
  return gather(source, at, index);
}

method('take', take);
method('takeAlongDim', takeAlongDim);
