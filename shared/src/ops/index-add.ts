import type { Scalar } from '../core/python.ts';
import { named } from '../tensor/arguments.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { inPlaceMethod, method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';
import { addedAt } from './families/replacement.ts';
import { slicesFor } from './families/slices.ts';
import type { IndexCopyArguments } from './index-copy.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * alpha · `source` added to the slices along `dim` that a list of indices names; a slice that is named twice gets
     * both.
     *
     * ```ts
     * torch.zeros(2).indexAdd(0, torch.tensor([1, 1]), torch.ones(2)); // → tensor([0., 2.])
     * ```
     */
    indexAdd(dim: number, index: Tensor, source: Tensor, options?: { readonly alpha?: Scalar }): Tensor;
    indexAdd(options: IndexAddArguments): Tensor;
    /** `indexAdd`, in place. */
    indexAdd_(dim: number, index: Tensor, source: Tensor, options?: { readonly alpha?: Scalar }): this;
    indexAdd_(options: IndexAddArguments): this;
  }
}

export interface IndexAddArguments extends IndexCopyArguments {
  readonly alpha?: Scalar;
}

export function indexAdd(
  x: Tensor,
  dim: number | IndexAddArguments,
  index?: Tensor,
  source?: Tensor,
  options?: { readonly alpha?: Scalar },
): Tensor {
  const who = 'indexAdd';
  requireTensor(who, x);
  const names = ['dim', 'index', 'source', 'alpha'] as const;
  const given = named<IndexAddArguments>(who, names, 3, [dim, index, source, options]);
  const positions = slicesFor(who, x, given.dim, given.index, given.source);
  return addedAt('IndexAddBackward0', x, positions, given.source, given.alpha ?? 1);
}

method('indexAdd', indexAdd);
inPlaceMethod('indexAdd', indexAdd);
