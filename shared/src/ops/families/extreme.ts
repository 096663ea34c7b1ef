import { type FloatArray, int64, type NumberArray, type TypedArray } from '../../core/dtype.ts';
import { RuntimeError } from '../../core/errors.ts';
import { shapeText } from '../../core/shape.ts';
import { type LaneReduction, type ReductionKernel, simd, type WithKernel } from '../../device/formulas.ts';
import { record } from '../../tensor/graph.ts';
import type { ValuesAndIndices } from '../../tensor/named-tuple.ts';
import { Tensor } from '../../tensor/tensor.ts';
import { div } from '../div.ts';
import { eq } from '../eq.ts';
import { isnan } from '../isnan.ts';
import { logicalAnd } from '../logical-and.ts';
import { logicalOr } from '../logical-or.ts';
import { mul } from '../mul.ts';
import { sum } from '../sum.ts';
import { wgslLargest, wgslSmallest } from './lane-sum.ts';
import type { BinaryOp } from './pointwise.ts';
import {
  choiceDtype,
  kept,
  type Lanes,
  lanesOf,
  oneDim,
  type ReductionDim,
  type ReductionOptions,
  reduceLanes,
  reductionOptions,
  requireElements,
  spread,
} from './reduction.ts';
import { type Choose, selectOne } from './selection.ts';

/*
 * Largest and smallest elements. The smallest is the one whose negative is largest, so `sign` 1 gives the loops
 * of max and −1 those of min. NaN wins over every number, and of equal elements the first counts.
 */

interface Places extends LaneReduction {
  readonly float: WithKernel<(x: NumberArray, start: number, end: number) => number, ReductionKernel>;
  readonly integer: (x: BigInt64Array, start: number, end: number) => bigint;
}

/** Where the extreme element of a lane stands, counted from the lane's start. */
export function placeOfExtreme(sign: 1 | -1): Places {
  const exact = BigInt(sign);
  return {
    name: sign === 1 ? 'argmax' : 'argmin',
    float: simd(
      sign === 1 ? 'largestPlace' : 'smallestPlace',
      (x: NumberArray, start: number, end: number) => {
        let best = start;
        for (let i = start; i < end; i++) {
          const value = x[i] as number;
          if (Number.isNaN(value)) return i - start;
          if (sign * value > sign * (x[best] as number)) best = i;
        }
        return best - start;
      },
    ),
    integer: (x, start, end) => {
      let best = start;
      for (let i = start; i < end; i++) if (exact * (x[i] as bigint) > exact * (x[best] as bigint)) best = i;
      return BigInt(best - start);
    },
  };
}

/** The extreme element of a lane itself. */
export function extremeOf(sign: 1 | -1): LaneReduction {
  const place = placeOfExtreme(sign);
  return {
    name: sign === 1 ? 'amax' : 'amin',
    float: simd(
      sign === 1 ? 'largest' : 'smallest',
      (x: FloatArray, start: number, end: number) => x[start + place.float(x, start, end)] as number,
    ),
    integer: (x, start, end) => x[start + Number(place.integer(x, start, end))] as bigint,
    wgsl: sign === 1 ? wgslLargest : wgslSmallest,
  };
}

/** Makes `argmax` or `argmin`: the places of the extremes of all lanes, in int64. */
export function extremePlace(name: string, sign: 1 | -1) {
  const places = placeOfExtreme(sign);
  return (x: Tensor, dim?: ReductionDim, keepdim?: boolean | ReductionOptions): Tensor => {
    const lanes = lanesOf(name, x, reductionOptions(name, x, dim, keepdim));
    requireElements(name, x, lanes.dims);
    return reduceLanes(x, lanes, places, choiceDtype(x.dtype), int64);
  };
}

/** Makes `amax` or `amin`: the extremes of all lanes. Equal elements share the gradient. */
export function extremeValue(name: string, node: string, sign: 1 | -1) {
  const values = extremeOf(sign);
  return (x: Tensor, dim?: ReductionDim, keepdim?: boolean | ReductionOptions): Tensor => {
    const options = reductionOptions(name, x, dim, keepdim);
    if (x.numel() === 0 && (options.dim ?? null) === null) {
      throw new RuntimeError({
        who: name,
        seen: `a tensor of shape ${shapeText(x.sizes)}, input.numel() == 0, and no dim`,
        expected: 'a dim that has elements',
      });
    }
    const lanes = lanesOf(name, x, options);
    requireElements(name, x, lanes.dims);
    const y = reduceLanes(x, lanes, values, choiceDtype(x.dtype), x.dtype);
    return record(y, node, [x], (grad, { x, y }) => [sharedAmong(eq(x, kept(y, lanes)), grad, lanes)]);
  };
}

/** The gradient of each lane in equal parts among those of its elements that `mask` names. */
export function sharedAmong(mask: Tensor, grad: Tensor, lanes: Lanes): Tensor {
  const parts = sum(mask, lanes.dims, true);
  return div(mul(spread(grad, lanes), mask), parts);
}

/** Where an element is the one that was chosen of all, or equal to it. NaN counts as equal to NaN. */
export function sameAs(x: Tensor, chosen: Tensor): Tensor {
  return logicalOr(eq(x, chosen), logicalAnd(isnan(x), isnan(chosen)));
}

/** One dimension: `max` and `min` take no list (`amax` and `amin` do). */
export interface ExtremeOptions extends ReductionOptions {
  readonly dim: number;
}

/** `max` or `min` in the three forms of the method: of all, along a dimension, or of pairs. */
export interface Extreme {
  (x: Tensor): Tensor;
  (x: Tensor, other: Tensor): Tensor;
  (x: Tensor, dim: number | ExtremeOptions, keepdim?: boolean | ExtremeOptions): ValuesAndIndices;
}

/** Makes `max` (sign 1, pairs by `maximum`) or `min` (sign −1, pairs by `minimum`). */
export function extreme(name: 'max' | 'min', sign: 1 | -1, ofPairs: BinaryOp): Extreme {
  const node = name === 'max' ? 'MaxBackward' : 'MinBackward';
  const values = extremeOf(sign);
  const places = placeOfExtreme(sign);
  const choose: Choose = (x: TypedArray, start, end, chosen) => {
    chosen[0] =
      x instanceof BigInt64Array ? Number(places.integer(x, start, end)) : places.float(x, start, end);
  };
  const apply = (
    x: Tensor,
    choice?: Tensor | ReductionDim,
    keepdim?: boolean | ReductionOptions,
  ): Tensor | ValuesAndIndices => {
    if (choice instanceof Tensor) return ofPairs(x, choice);
    const options = reductionOptions(name, x, choice, keepdim);
    const dim = oneDim(name, options, `a${name}`);
    if (dim !== null) return selectOne(name, `${node}0`, x, dim, options.keepdim ?? false, choose);
    if (x.numel() === 0) {
      throw new RuntimeError({
        who: name,
        seen: 'a tensor without elements',
        expected: "Expected reduction dim to be specified for input.numel() == 0: the 'dim' argument",
      });
    }
    const lanes = lanesOf(name, x, {});
    const y = reduceLanes(x, lanes, values, choiceDtype(x.dtype), x.dtype);
    return record(y, `${node}1`, [x], (grad, { x, y }) => [sharedAmong(sameAs(x, y), grad, lanes)]);
  };
  return apply as Extreme;
}
