import { record } from '../tensor/graph.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { laneSum, wgslSum } from './families/lane-sum.ts';
import { method } from './families/methods.ts';
import {
  accumulationDtype,
  lanesOf,
  type ReductionDim,
  type ReductionOptions,
  reduceLanes,
  reductionOptions,
  spread,
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
     * float32 is rounded after every addition, in PyTorch's order.
     */
    sum(dim?: ReductionDim, keepdim?: boolean | ReductionOptions, options?: ReductionOptions): Tensor;
  }
}

function integerSum(x: BigInt64Array, start: number, end: number): bigint {
  let total = 0n;
  for (let i = start; i < end; i++) total += x[i] as bigint;
  return total;
}

export function sum(
  x: Tensor,
  dim?: ReductionDim,
  keepdim?: boolean | ReductionOptions,
  rest?: ReductionOptions,
): Tensor {
  return sumOver(x, reductionOptions('sum', x, dim, keepdim, rest, withDtype));
}

/** `sum` with its arguments brought together. */
export function sumOver(x: Tensor, options: ReductionOptions): Tensor {
  const dtype = accumulationDtype(x.dtype, options.dtype);
  const lanes = lanesOf('sum', x, options);
  const y = reduceLanes(
    x,
    lanes,
    { name: 'sum', float: laneSum(x, lanes), integer: integerSum, wgsl: wgslSum },
    dtype,
    dtype,
  );
  const node = (options.dim ?? null) === null ? 'SumBackward0' : 'SumBackward1';
  return record(y, node, [x], (grad) => [spread(grad, lanes)]);
}

method('sum', sum);
