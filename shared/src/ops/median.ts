import { toInt64 } from '../core/cast.ts';
import type { TypedArray } from '../core/dtype.ts';
import type { LaneReduction } from '../device/formulas.ts';
import { record } from '../tensor/graph.ts';
import type { ValuesAndIndices } from '../tensor/named-tuple.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { sameAs, sharedAmong } from './families/extreme.ts';
import { method } from './families/methods.ts';
import {
  choiceDtype,
  lanesOf,
  oneDim,
  type ReductionOptions,
  reduceLanes,
  reductionOptions,
} from './families/reduction.ts';
import { ascending, type Choose, firstNan, ranking, selectOne } from './families/selection.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The median of all elements; with `dim`, the medians along it as `values` and where they stand as `indices`.
     * Of an even number of elements it is the lower of the two in the middle; NaN if there is one.
     *
     * ```ts
     * torch.tensor([3, 1, 2, 9]).median(); // → tensor(2)
     * torch.tensor([[3, 1, 2], [4, 9, 8]]).median(1).indices; // → tensor([2, 2])
     * ```
     *
     * @throws IndexError along a `dim` without elements.
     */
    median(): Tensor;
    median(dim: number | MedianOptions, keepdim?: boolean | MedianOptions): ValuesAndIndices;
  }
}

/** One dimension, and whether it stays. */
export interface MedianOptions extends ReductionOptions {
  readonly dim: number;
}

function placeOfMedian(x: TypedArray, start: number, end: number): number {
  const nan = firstNan(x, start, end);
  if (nan >= 0) return nan;
  const ranks = ranking(x, start, end, ascending);
  return ranks[(ranks.length - 1) >> 1] as number;
}

/** The median of a lane; of one without elements NaN, or what int64 makes of it. */
const middle: LaneReduction = {
  name: 'median',
  float: (x, start, end) =>
    start === end ? Number.NaN : (x[start + placeOfMedian(x, start, end)] as number),
  integer: (x, start, end) =>
    start === end ? toInt64(Number.NaN) : (x[start + placeOfMedian(x, start, end)] as bigint),
};

const choose: Choose = (x, start, end, chosen) => {
  chosen[0] = placeOfMedian(x, start, end);
};

export function median(x: Tensor): Tensor;
export function median(
  x: Tensor,
  dim: number | MedianOptions,
  keepdim?: boolean | MedianOptions,
): ValuesAndIndices;
export function median(
  x: Tensor,
  dim?: number | MedianOptions,
  keepdim?: boolean | MedianOptions,
): Tensor | ValuesAndIndices {
  const who = 'median';
  const options = reductionOptions(who, x, dim, keepdim);
  const along = oneDim(who, options);
  if (along !== null) return selectOne(who, 'MedianBackward1', x, along, options.keepdim ?? false, choose);
  const lanes = lanesOf(who, x, {});
  const y = reduceLanes(x, lanes, middle, choiceDtype(x.dtype), x.dtype);
  return record(y, 'MedianBackward0', [x], (grad, { x, y }) => [sharedAmong(sameAs(x, y), grad, lanes)]);
}

method('median', median);
