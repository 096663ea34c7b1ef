import { Tensor } from '../tensor/tensor.ts';
import { placeOfExtreme, reduceExtremes } from './families/extreme.ts';
import { type ReductionDim, type ReductionOptions, reductionOptions } from './families/reduction.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * Where the largest element stands: its index along `dim`, or among all elements in row-major order. int64. Of
     * equal elements the first counts, and NaN before all numbers.
     *
     * ```ts
     * torch.tensor([[0.1, 0.9], [0.7, 0.3]]).argmax(1); // → tensor([1, 0])
     * ```
     *
     * @throws IndexError where there are no elements.
     */
    argmax(dim?: ReductionDim, keepdim?: boolean | ReductionOptions): Tensor;
  }
}

const places = placeOfExtreme(1);

export function argmax(x: Tensor, dim?: ReductionDim, keepdim?: boolean | ReductionOptions): Tensor {
  return reduceExtremes('argmax', x, reductionOptions('argmax', x, dim, keepdim), places, true);
}

Tensor.prototype.argmax = function (dim, keepdim) {
  return argmax(this, dim, keepdim);
};
