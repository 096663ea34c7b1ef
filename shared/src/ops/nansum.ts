import type { FloatArray } from '../core/dtype.ts';
import type { LaneReduction } from '../device/formulas.ts';
import { record } from '../tensor/graph.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { wgslSum } from './families/lane-sum.ts';
import { method } from './families/methods.ts';
import {
  lanesOf,
  type ReductionDim,
  type ReductionOptions,
  reduceLanes,
  reductionOptions,
  spread,
  withDtype,
} from './families/reduction.ts';
import { isnan } from './isnan.ts';
import { logicalNot } from './logical-not.ts';
import { mul } from './mul.ts';
import { sum } from './sum.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The sum over all elements that are numbers, or over those along `dim`: NaN counts as 0.
     *
     * ```ts
     * torch.tensor([1.5, NaN, 2]).nansum(); // → tensor(3.5000)
     * ```
     */
    nansum(dim?: ReductionDim, keepdim?: boolean | ReductionOptions, options?: ReductionOptions): Tensor;
  }
}

function nansumOf(x: FloatArray, start: number, end: number): number {
  let total = 0;
  for (let i = start; i < end; i++) {
    const value = x[i] as number;
    if (!Number.isNaN(value)) total += value;
  }
  return total;
}

const inLane: LaneReduction = {
  name: 'nansum',
  float: nansumOf,
  wgsl: { ...wgslSum, each: 's + select(x, 0.0, isNaN(x))' },
};

export function nansum(
  x: Tensor,
  dim?: ReductionDim,
  keepdim?: boolean | ReductionOptions,
  rest?: ReductionOptions,
): Tensor {
  const options = reductionOptions('nansum', x, dim, keepdim, rest, withDtype);
  if (!x.isFloatingPoint()) return sum(x, options);
  const dtype = options.dtype ?? x.dtype;
  const lanes = lanesOf('nansum', x, options);
  const y = reduceLanes(x, lanes, inLane, x.dtype, dtype);
  return record(y, 'NansumBackward0', [x], (grad, { x }) => [mul(spread(grad, lanes), logicalNot(isnan(x)))]);
}

method('nansum', nansum);
