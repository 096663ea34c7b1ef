import { Tensor } from '../tensor/tensor.ts';
import { placeOfExtreme, reduceExtremes } from './families/extreme.ts';
import { type ReductionDim, type ReductionOptions, reductionOptions } from './families/reduction.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * Where the smallest element stands: its index along `dim`, or among all elements in row-major order. int64. Of
     * equal elements the first counts, and NaN before all numbers.
     *
     * @throws IndexError where there are no elements.
     */
    argmin(dim?: ReductionDim, keepdim?: boolean | ReductionOptions): Tensor;
  }
}

const places = placeOfExtreme(-1);

export function argmin(x: Tensor, dim?: ReductionDim, keepdim?: boolean | ReductionOptions): Tensor {
  return reduceExtremes('argmin', x, reductionOptions('argmin', x, dim, keepdim), places, true);
}

Tensor.prototype.argmin = function (dim, keepdim) {
  return argmin(this, dim, keepdim);
};
