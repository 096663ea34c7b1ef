import type { FloatArray } from '../core/dtype.ts';
import { record } from '../tensor/graph.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { div } from './div.ts';
import { laneSum, wgslMean } from './families/lane-sum.ts';
import { method } from './families/methods.ts';
import { dtypeComplaint } from './families/operand.ts';
import {
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
     * The arithmetic mean Σ x / n over all elements, or over `dim`. The mean of no elements is NaN.
     *
     * ```ts
     * torch.tensor([1.5, 2.5]).mean(); // → tensor(2.)
     * ```
     *
     * @throws RuntimeError for an integer or bool tensor: a mean is a fraction. Convert with `.float()`.
     */
    mean(dim?: ReductionDim, keepdim?: boolean | ReductionOptions, options?: ReductionOptions): Tensor;
  }
}

/** Σ x / n of one lane. */
export function meanOf(x: FloatArray, start: number, end: number): number {
  let total = 0;
  for (let i = start; i < end; i++) total += x[i] as number;
  return total / (end - start);
}

export function mean(
  x: Tensor,
  dim?: ReductionDim,
  keepdim?: boolean | ReductionOptions,
  rest?: ReductionOptions,
): Tensor {
  const who = 'mean';
  const options = reductionOptions(who, x, dim, keepdim, rest, withDtype);
  const dtype = options.dtype ?? x.dtype;
  if (!dtype.isFloatingPoint) throw dtypeComplaint(who, dtype, 'a floating point dtype');
  const lanes = lanesOf(who, x, options);
  const sum = laneSum(x, lanes);
  const loop = (x: FloatArray, start: number, end: number): number => sum(x, start, end) / (end - start);
  // What adds many lanes at once serves here too: `isMean` says that their sums are divided.
  const float = Object.assign(loop, sum);
  const y = reduceLanes(x, lanes, { name: 'mean', float, isMean: true, wgsl: wgslMean }, dtype, dtype);
  return record(y, `MeanBackward${(options.dim ?? null) === null ? 0 : 1}`, [x], (grad) => [
    div(spread(grad, lanes), lanes.length),
  ]);
}

method('mean', mean);
