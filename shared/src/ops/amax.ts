import { Tensor } from '../tensor/tensor.ts';
import { extremeOf, reduceExtremes } from './families/extreme.ts';
import { type ReductionDim, type ReductionOptions, reductionOptions } from './families/reduction.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The largest element of all, or of each lane along `dim`; NaN where there is one.
     *
     * @throws IndexError where there are no elements.
     */
    amax(dim?: ReductionDim, keepdim?: boolean | ReductionOptions): Tensor;
  }
}

const values = extremeOf(1);

export function amax(x: Tensor, dim?: ReductionDim, keepdim?: boolean | ReductionOptions): Tensor {
  return reduceExtremes('amax', x, reductionOptions('amax', x, dim, keepdim), values);
}

Tensor.prototype.amax = function (dim, keepdim) {
  return amax(this, dim, keepdim);
};
