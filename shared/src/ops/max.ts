import { Tensor } from '../tensor/tensor.ts';
import type { ValuesAndIndices } from '../tensor/values-and-indices.ts';
import { type ExtremeOptions, extreme } from './families/extreme.ts';
import { maximum } from './maximum.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The largest element of all; with `dim`, the largest `values` along it and their `indices`; with another
     * tensor, the larger of each pair. Of equal elements the first counts, and NaN before all numbers.
     *
     * ```ts
     * const x = torch.tensor([[1, 5], [7, 2]]);
     * x.max(); // → tensor(7)
     * const { values, indices } = x.max(1);
     * indices; // → tensor([1, 0])
     * ```
     *
     * @throws IndexError where there are no elements.
     */
    max(): Tensor;
    max(other: Tensor): Tensor;
    max(dim: number | ExtremeOptions, keepdim?: boolean | ExtremeOptions): ValuesAndIndices;
  }
}

export const max = extreme('max', 1, maximum);

Tensor.prototype.max = function (
  this: Tensor,
  choice?: Tensor | number | ExtremeOptions,
  keepdim?: boolean | ExtremeOptions,
) {
  if (choice === undefined) return max(this);
  return choice instanceof Tensor ? max(this, choice) : max(this, choice, keepdim);
} as Tensor['max'];
