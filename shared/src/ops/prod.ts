import { Tensor } from '../tensor/tensor.ts';
import {
  accumulationDtype,
  type LaneFunctions,
  lanesOf,
  type ReductionDim,
  type ReductionOptions,
  reduceLanes,
  reductionOptions,
  withDtype,
} from './families/reduction.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The product over all elements, or over `dim`. The product of no elements is 1. Integers and bools multiply in
     * int64 and wrap around.
     */
    prod(dim?: ReductionDim, keepdim?: boolean | ReductionOptions, options?: ReductionOptions): Tensor;
  }
}

const functions: LaneFunctions = {
  float: (x, start, end) => {
    let total = 1;
    for (let i = start; i < end; i++) total *= x[i] as number;
    return total;
  },
  integer: (x, start, end) => {
    let total = 1n;
    for (let i = start; i < end; i++) total = BigInt.asIntN(64, total * (x[i] as bigint));
    return total;
  },
};

export function prod(
  x: Tensor,
  dim?: ReductionDim,
  keepdim?: boolean | ReductionOptions,
  rest?: ReductionOptions,
): Tensor {
  const options = reductionOptions('prod', x, dim, keepdim, rest, withDtype);
  const dtype = accumulationDtype(x.dtype, options.dtype);
  return reduceLanes(lanesOf('prod', x, options), functions, dtype, dtype);
}

Tensor.prototype.prod = function (dim, keepdim, options) {
  return prod(this, dim, keepdim, options);
};
