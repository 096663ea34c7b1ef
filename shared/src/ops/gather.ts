import { normalizeDim } from '../core/shape.ts';
import { named } from '../tensor/arguments.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';
import { picked } from './families/placement.ts';
import { positionsAlong } from './families/positions.ts';
import type { IndexArguments } from './index-select.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * Picks along `dim` by an index for every result element: y[i][j] = x[i][index[i][j]] for dim 1. The result
     * has the shape of `index`.
     *
     * ```ts
     * const probabilities = torch.tensor([[0.1, 0.9], [0.7, 0.3]]);
     * probabilities.gather(1, torch.tensor([[1], [0]])); // → tensor([[0.9000],\n        [0.7000]])
     * ```
     *
     * @throws RuntimeError for an index that is not int64, out of range, or of another number of dimensions.
     */
    gather(dim: number, index: Tensor): Tensor;
    gather(options: IndexArguments): Tensor;
  }
}

export function gather(x: Tensor, dim: number | IndexArguments, index?: Tensor): Tensor {
  const who = 'gather';
  requireTensor(who, x);
  const given = named<IndexArguments>(who, ['dim', 'index'], 2, [dim, index]);
  const at = normalizeDim(who, given.dim, x.ndim);
  const positions = positionsAlong(who, x.sizes, at, given.index);
  return picked('GatherBackward0', x, positions, given.index.sizes);
}

method('gather', gather);
