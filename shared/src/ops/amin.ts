import { Tensor } from '../tensor/tensor.ts';
import { extremeOf, reduceExtremes } from './families/extreme.ts';
import { type ReductionDim, type ReductionOptions, reductionOptions } from './families/reduction.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The smallest element of all, or of each lane along `dim`; NaN where there is one.
     *
     * @throws IndexError where there are no elements.
     */
    amin(dim?: ReductionDim, keepdim?: boolean | ReductionOptions): Tensor;
  }
}

const values = extremeOf(-1);

export function amin(x: Tensor, dim?: ReductionDim, keepdim?: boolean | ReductionOptions): Tensor {
  return reduceExtremes('amin', x, reductionOptions('amin', x, dim, keepdim), values);
}

Tensor.prototype.amin = function (dim, keepdim) {
  return amin(this, dim, keepdim);
};
