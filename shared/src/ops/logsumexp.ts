import type { FloatArray } from '../core/dtype.ts';
import type { LaneReduction } from '../device/formulas.ts';
import { record } from '../tensor/graph.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { exp } from './exp.ts';
import { wgslLogSum } from './families/lane-sum.ts';
import { method } from './families/methods.ts';
import { floatDtype } from './families/operand.ts';
import {
  kept,
  lanesOf,
  type ReductionDim,
  type ReductionOptions,
  reduceLanes,
  reductionOptions,
  spread,
} from './families/reduction.ts';
import { mul } from './mul.ts';
import { sub } from './sub.ts';
import { convert } from './to.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * log Σ eˣ along `dim`, computed as m + log Σ eˣ⁻ᵐ with m the largest element, so that no exponential
     * overflows. Of no elements: −infinity.
     *
     * ```ts
     * torch.tensor([1000, 1000.5]).logsumexp(0); // → tensor(1000.9741)
     * ```
     */
    logsumexp(dim: ReductionDim, keepdim?: boolean | ReductionOptions): Tensor;
  }
}

/** log Σ eˣ of one lane. */
export function logsumexpOf(x: FloatArray, start: number, end: number): number {
  const m = largestOf(x, start, end);
  // All −infinity gives log 0; an infinity gives itself; subtracting either would make NaN.
  if (Math.abs(m) === Number.POSITIVE_INFINITY) return m;
  let total = 0;
  for (let i = start; i < end; i++) total += Math.exp((x[i] as number) - m);
  return m + Math.log(total);
}

/** The largest element of a lane: NaN if there is one, −infinity if there are none. */
export function largestOf(x: FloatArray, start: number, end: number): number {
  let m = Number.NEGATIVE_INFINITY;
  for (let i = start; i < end; i++) m = Math.max(m, x[i] as number);
  return m;
}

const inLane: LaneReduction = { name: 'logsumexp', float: logsumexpOf, wgsl: wgslLogSum };

export function logsumexp(x: Tensor, dim: ReductionDim, keepdim?: boolean | ReductionOptions): Tensor {
  const options = reductionOptions('logsumexp', x, dim, keepdim);
  const dtype = floatDtype(x.dtype);
  const logits = convert(x, dtype);
  const lanes = lanesOf('logsumexp', x, options);
  const result = reduceLanes(logits, lanes, inLane, dtype, dtype);
  return record(result, 'LogsumexpBackward0', [logits], (grad, { x, y }) => [
    mul(spread(grad, lanes), exp(sub(x, kept(y, lanes)))),
  ]);
}

method('logsumexp', logsumexp);
