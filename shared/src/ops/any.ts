import { bool, type FloatArray, float64 } from '../core/dtype.ts';
import { Tensor } from '../tensor/tensor.ts';
import {
  lanesOf,
  type ReductionDim,
  type ReductionOptions,
  reduceLanes,
  reductionOptions,
} from './families/reduction.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** Whether any element is not 0, over the whole tensor or along `dim`: a bool tensor. Of no elements: false. NaN is not 0. */
    any(dim?: ReductionDim, keepdim?: boolean | ReductionOptions): Tensor;
  }
}

/** 1 or 0 for one lane. */
function anyOf(x: FloatArray, start: number, end: number): number {
  for (let i = start; i < end; i++) if (x[i] !== 0) return 1;
  return 0;
}

export function any(x: Tensor, dim?: ReductionDim, keepdim?: boolean | ReductionOptions): Tensor {
  const options = reductionOptions('any', x, dim, keepdim);
  const result = x.dtype.name === 'uint8' ? x.dtype : bool;
  return reduceLanes(
    lanesOf('any', x, options),
    { float: anyOf },
    x.dtype.isFloatingPoint ? x.dtype : float64,
    result,
  );
}

Tensor.prototype.any = function (dim, keepdim) {
  return any(this, dim, keepdim);
};
