import type { ValuesAndIndices } from '../tensor/named-tuple.ts';
import { type ExtremeOptions, extreme } from './families/extreme.ts';
import { method } from './families/methods.ts';
import { maximum } from './maximum.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The largest element of all; with `dim`, the largest `values` along it and their `indices`; with another
     * tensor, the larger of each pair. Of equal elements the first counts, and NaN before all numbers;
     * without a `dim` equal elements share the gradient.
     *
     * ```ts
     * const x = torch.tensor([[1, 5], [7, 2]]);
     * x.max(); // → tensor(7)
     * const { values, indices } = x.max(1);
     * indices; // → tensor([1, 0])
     * ```
     *
     * @throws IndexError along a `dim` without elements; RuntimeError where there are no elements at all.
     */
    max(): Tensor;
    max(other: Tensor): Tensor;
    max(dim: number | ExtremeOptions, keepdim?: boolean | ExtremeOptions): ValuesAndIndices;
  }
}

export const max = extreme('max', 1, maximum);

method('max', max);
