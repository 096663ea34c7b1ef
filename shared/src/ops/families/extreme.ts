import { int64 } from '../../core/dtype.ts';
import { RuntimeError } from '../../core/errors.ts';
import { Tensor } from '../../tensor/tensor.ts';
import { ValuesAndIndices } from '../../tensor/values-and-indices.ts';
import type { BinaryOp } from './pointwise.ts';
import {
  choiceDtype,
  type LaneFunctions,
  lanesOf,
  type ReductionDim,
  type ReductionOptions,
  reduceLanes,
  reductionOptions,
  requireElements,
} from './reduction.ts';

/*
 * Largest and smallest elements. The smallest is the one whose negative is largest, so `sign` 1 gives the loops
 * of max and −1 those of min. NaN wins over every number, and of equal elements the first counts.
 */

/** Where the extreme element of a lane stands, counted from the lane's start. */
export function placeOfExtreme(
  sign: 1 | -1,
): LaneFunctions & { integer: NonNullable<LaneFunctions['integer']> } {
  const exact = BigInt(sign);
  return {
    float: (x, start, end) => {
      let best = start;
      for (let i = start; i < end; i++) {
        const value = x[i] as number;
        if (Number.isNaN(value)) return i - start;
        if (sign * value > sign * (x[best] as number)) best = i;
      }
      return best - start;
    },
    integer: (x, start, end) => {
      let best = start;
      for (let i = start; i < end; i++) if (exact * (x[i] as bigint) > exact * (x[best] as bigint)) best = i;
      return BigInt(best - start);
    },
  };
}

/** The extreme element of a lane itself. */
export function extremeOf(sign: 1 | -1): LaneFunctions {
  const place = placeOfExtreme(sign);
  return {
    float: (x, start, end) => x[start + place.float(x, start, end)] as number,
    integer: (x, start, end) => x[start + Number(place.integer(x, start, end))] as bigint,
  };
}

/** The extremes of all lanes (`amax`) or their places (`argmax`, in int64). */
export function reduceExtremes(
  who: string,
  x: Tensor,
  options: ReductionOptions,
  functions: LaneFunctions,
  places = false,
): Tensor {
  const lanes = lanesOf(who, x, options);
  requireElements(who, x, lanes);
  return reduceLanes(lanes, functions, choiceDtype(x.dtype), places ? int64 : x.dtype);
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
export function extreme(name: string, sign: 1 | -1, ofPairs: BinaryOp): Extreme {
  const values = extremeOf(sign);
  const places = placeOfExtreme(sign);
  const apply = (
    x: Tensor,
    choice?: Tensor | ReductionDim,
    keepdim?: boolean | ReductionOptions,
  ): Tensor | ValuesAndIndices => {
    if (choice instanceof Tensor) return ofPairs(x, choice);
    const options = reductionOptions(name, x, choice, keepdim);
    if (options.dim !== null && options.dim !== undefined) {
      const indices = reduceExtremes(name, x, options, places, true);
      return new ValuesAndIndices(name, reduceExtremes(name, x, options, values), indices);
    }
    if (x.numel() === 0) {
      throw new RuntimeError({
        who: name,
        seen: 'a tensor without elements',
        expected: 'at least one element, or a dim',
      });
    }
    return reduceExtremes(name, x, {}, values);
  };
  return apply as Extreme;
}
