import { ArgumentError, describe } from '../core/errors.ts';
import { unflatten } from '../ops/unflatten.ts';
import { pythonText } from '../tensor/python-text.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { layerArguments } from './layer-arguments.ts';
import { Module } from './module.ts';

/**
 * Makes one dimension several: PyTorch's `nn.Unflatten`.
 *
 * - Args: `dim`, the dimension; `unflattenedSize`, the sizes it gets, of which one may be −1.
 * - Shape: (…, size of dim, …) → (…, ...unflattenedSize, …).
 *
 * ```ts
 * new nn.Unflatten(1, [2, 3]).call(torch.zeros(4, 6)).shape; // → torch.Size([4, 2, 3])
 * ```
 */
export class Unflatten extends Module {
  readonly dim: number;
  readonly unflattenedSize: readonly number[];

  constructor(dim: number, unflattenedSize: readonly number[]);
  constructor(...args: readonly unknown[]) {
    super();
    const given = layerArguments('Unflatten', args, ['dim', 'unflattenedSize']);
    this.dim = given.whole('dim', 0);
    const sizes = given.dims('unflattenedSize');
    if (sizes === null || typeof sizes === 'number') {
      throw new ArgumentError({
        who: 'Unflatten',
        seen: `unflattenedSize is ${describe(sizes)}`,
        expected: 'an array of sizes',
      });
    }
    this.unflattenedSize = sizes;
  }

  override forward(x: Tensor): Tensor {
    return unflatten(x, this.dim, this.unflattenedSize);
  }

  override extraRepr(): string {
    return `dim=${this.dim}, unflattened_size=${pythonText(this.unflattenedSize)}`;
  }
}
