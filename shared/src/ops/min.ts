import { Tensor } from '../tensor/tensor.ts';
import type { ValuesAndIndices } from '../tensor/values-and-indices.ts';
import { type ExtremeOptions, extreme } from './families/extreme.ts';
import { minimum } from './minimum.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The smallest element of all; with `dim`, the smallest `values` along it and their `indices`; with another
     * tensor, the smaller of each pair. Of equal elements the first counts, and NaN before all numbers.
     *
     * @throws IndexError where there are no elements.
     */
    min(): Tensor;
    min(other: Tensor): Tensor;
    min(dim: number | ExtremeOptions, keepdim?: boolean | ExtremeOptions): ValuesAndIndices;
  }
}

export const min = extreme('min', -1, minimum);

Tensor.prototype.min = function (
  this: Tensor,
  choice?: Tensor | number | ExtremeOptions,
  keepdim?: boolean | ExtremeOptions,
) {
  if (choice === undefined) return min(this);
  return choice instanceof Tensor ? min(this, choice) : min(this, choice, keepdim);
} as Tensor['min'];
