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
     * The sum over all elements, or over the dimensions `dim`, which disappear unless `keepdim`. The sum of no
     * elements is 0. Integers and bools add up in int64.
     *
     * ```ts
     * const x = torch.tensor([[1, 2], [3, 4]]);
     * x.sum(); // → tensor(10)
     * x.sum(1); // → tensor([3, 7])
     * x.sum(-1, { keepdim: true }); // → tensor([[3],\n        [7]])
     * ```
     *
     * float32 is added up in double precision and rounded once.
     */
    sum(dim?: ReductionDim, keepdim?: boolean | ReductionOptions, options?: ReductionOptions): Tensor;
  }
}

const functions: LaneFunctions = {
  float: (x, start, end) => {
    let total = 0;
    for (let i = start; i < end; i++) total += x[i] as number;
    return total;
  },
  integer: (x, start, end) => {
    let total = 0n;
    for (let i = start; i < end; i++) total += x[i] as bigint;
    return total;
  },
};

export function sum(
  x: Tensor,
  dim?: ReductionDim,
  keepdim?: boolean | ReductionOptions,
  rest?: ReductionOptions,
): Tensor {
  const options = reductionOptions('sum', x, dim, keepdim, rest, withDtype);
  const dtype = accumulationDtype(x.dtype, options.dtype);
  return reduceLanes(lanesOf('sum', x, options), functions, dtype, dtype);
}

Tensor.prototype.sum = function (dim, keepdim, options) {
  return sum(this, dim, keepdim, options);
};
