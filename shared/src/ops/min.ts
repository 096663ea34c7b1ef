import type { ValuesAndIndices } from '../tensor/named-tuple.ts';
import { type ExtremeOptions, extreme } from './families/extreme.ts';
import { method } from './families/methods.ts';
import { minimum } from './minimum.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The smallest element of all; with `dim`, the smallest `values` along it and their `indices`; with another
     * tensor, the smaller of each pair. Of equal elements the first counts, and NaN before all numbers;
     * without a `dim` equal elements share the gradient.
     *
     * @throws IndexError along a `dim` without elements; RuntimeError where there are no elements at all.
     */
    min(): Tensor;
    min(other: Tensor): Tensor;
    min(dim: number | ExtremeOptions, keepdim?: boolean | ExtremeOptions): ValuesAndIndices;
  }
}

export const min = extreme('min', -1, minimum);

method('min', min);
