import { named } from '../tensor/arguments.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { inPlaceMethod, method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';
import { replaced } from './families/replacement.ts';
import { slicesFor } from './families/slices.ts';
import type { IndexArguments } from './index-select.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The slices of `source` in place of those along `dim` that a list of indices names.
     *
     * ```ts
     * torch.zeros(3).indexCopy(0, torch.tensor([2]), torch.ones(1)); // → tensor([0., 0., 1.])
     * ```
     */
    indexCopy(dim: number, index: Tensor, source: Tensor): Tensor;
    indexCopy(options: IndexCopyArguments): Tensor;
    /** `indexCopy`, in place. */
    indexCopy_(dim: number, index: Tensor, source: Tensor): this;
    indexCopy_(options: IndexCopyArguments): this;
  }
}

export interface IndexCopyArguments extends IndexArguments {
  readonly source: Tensor;
}

export function indexCopy(
  x: Tensor,
  dim: number | IndexCopyArguments,
  index?: Tensor,
  source?: Tensor,
): Tensor {
  const who = 'indexCopy';
  requireTensor(who, x);
  const names = ['dim', 'index', 'source'] as const;
  const given = named<IndexCopyArguments>(who, names, 3, [dim, index, source]);
  const positions = slicesFor(who, x, given.dim, given.index, given.source);
  return replaced('IndexCopyBackward0', x, positions, given.source);
}

method('indexCopy', indexCopy);
inPlaceMethod('indexCopy', indexCopy);
