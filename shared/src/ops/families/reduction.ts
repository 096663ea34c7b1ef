import { bool, type Dtype, type FloatArray, float32, int64 } from '../../core/dtype.ts';
import { ArgumentError, describe, IndexError } from '../../core/errors.ts';
import { checkOptions } from '../../core/options.ts';
import { normalizeDim, normalizeDims, product, shapeText } from '../../core/shape.ts';
import { asLongs, cast } from '../../device/cpu/cast.ts';
import { elementsAs } from '../../tensor/elements.ts';
import { fromElements, type Tensor, viewOf } from '../../tensor/tensor.ts';
import { expand } from '../expand.ts';
import { reshape } from '../reshape.ts';
import { requireTensor } from './operand.ts';

/*
 * The reduction family. An operation over dimensions sees *lanes*: for each element of the result, the elements
 * that go into it, side by side in one array from `start` to `end`. The family brings the tensor into that
 * order; the operation's loop over a lane is the textbook's, and it runs at full speed since it is a loop of its
 * own over one kind of array. (An identity with a combining function would call back for every element, and
 * could not say variance or log-sum-exp, which need two passes.)
 */

/** `x.sum(dim, keepdim)`, `x.sum({ dim, keepdim })` or a mixture. */
export interface ReductionOptions {
  /** The dimensions to reduce: one, several, or null for all. */
  readonly dim?: number | readonly number[] | null;
  /** Keep every reduced dimension, with size 1. */
  readonly keepdim?: boolean;
  /** Convert to this dtype first. */
  readonly dtype?: Dtype;
}

export type ReductionDim = number | readonly number[] | null | ReductionOptions;

/**
 * The two ways of giving options, brought together and checked; `known` are those that the operation has.
 *
 * @throws TypeError for what is no tensor, and for an option that is not there.
 */
export function reductionOptions(
  who: string,
  x: Tensor,
  dim: ReductionDim | undefined,
  keepdim: boolean | ReductionOptions | undefined,
  rest: ReductionOptions = {},
  known: readonly string[] = ['dim', 'keepdim'],
): ReductionOptions {
  requireTensor(who, x);
  const positional =
    typeof dim === 'object' && dim !== null && !Array.isArray(dim)
      ? (dim as ReductionOptions)
      : { dim: (dim ?? null) as number | readonly number[] | null };
  const second = typeof keepdim === 'object' ? keepdim : keepdim === undefined ? {} : { keepdim };
  const options = { ...positional, ...second, ...rest };
  checkOptions(who, options, known);
  if (options.keepdim !== undefined && typeof options.keepdim !== 'boolean') {
    throw new ArgumentError({
      who,
      seen: `keepdim is ${describe(options.keepdim)}`,
      expected: 'true or false',
    });
  }
  return options;
}

/** A tensor rearranged for a reduction: the lane of result element i is `data[i * length … (i + 1) * length]`. */
export interface Lanes {
  /** How many elements a lane has. */
  readonly length: number;
  /** How many lanes there are. */
  readonly count: number;
  /** The shape of the result. */
  readonly sizes: readonly number[];
  /** The tensor with the reduced dimensions last. */
  readonly ordered: Tensor;
  /** The shape of the tensor. */
  readonly from: readonly number[];
  /** The shape of the result with every reduced dimension kept, at size 1. */
  readonly keptSizes: readonly number[];
}

/** Finds the lanes of `x` along `dims`; no dims at all means all of them. */
export function lanesOf(who: string, x: Tensor, { dim, keepdim = false }: ReductionOptions): Lanes {
  const rank = x.ndim;
  const given = dim === null || dim === undefined ? [] : typeof dim === 'object' ? dim : [dim];
  const chosen = normalizeDims(who, given, rank);
  const reduced =
    chosen.length === 0 ? x.sizes.map((_, at) => at) : chosen.filter((at) => at < rank).sort((a, b) => a - b);
  const kept = x.sizes.map((_, at) => at).filter((at) => !reduced.includes(at));
  const order = [...kept, ...reduced];
  const sizes = kept.map((at) => x.sizes[at] as number);
  const keptSizes = x.sizes.map((size, at) => (reduced.includes(at) ? 1 : size));
  return {
    length: product(reduced.map((at) => x.sizes[at] as number)),
    count: product(sizes),
    sizes: keepdim ? keptSizes : sizes,
    ordered: permuted(x, order),
    from: x.sizes,
    keptSizes,
  };
}

/** A result of a reduction, or its gradient, repeated over the lanes it came from: in the shape of the tensor. */
export function spread(y: Tensor, { keptSizes, from }: Lanes): Tensor {
  return expand('expand', reshape(y, keptSizes), from);
}

/** The same storage with the dimensions in another order, for the reading of elements: it has no history. */
export function permuted(x: Tensor, order: readonly number[]): Tensor {
  const sizes = order.map((at) => x.sizes[at] as number);
  const strides = order.map((at) => x.strides[at] as number);
  return viewOf(x, sizes, strides, x.offset);
}

/** The options of an operation that can convert first. */
export const withDtype = ['dim', 'keepdim', 'dtype'] as const;

/** What one lane comes to, in floats and in exact integers. */
export interface LaneFunctions {
  readonly float: (x: FloatArray, start: number, end: number) => number;
  readonly integer?: (x: BigInt64Array, start: number, end: number) => bigint;
}

/**
 * Reduces every lane to one element of dtype `result`. Integers are computed by the `integer` function; where
 * there is none the caller has chosen a float result.
 */
export function reduceLanes(
  lanes: Lanes,
  { float, integer }: LaneFunctions,
  compute: Dtype,
  result: Dtype,
): Tensor {
  const { length, count, ordered, sizes } = lanes;
  if (integer !== undefined && compute.kind !== 'float') {
    const data = asLongs(elementsAs(ordered, compute));
    const out = new BigInt64Array(count);
    for (let i = 0; i < count; i++) out[i] = integer(data, i * length, (i + 1) * length);
    return fromElements(result === int64 ? out : cast(out, result), result, sizes);
  }
  const data = floatElements(ordered, compute);
  const out = new Float64Array(count);
  for (let i = 0; i < count; i++) out[i] = float(data, i * length, (i + 1) * length);
  return fromElements(cast(out, result), result, sizes);
}

/** What a lane becomes when its length stays: softmax, cumulative sums. */
export interface LaneMaps {
  readonly float: (x: FloatArray, start: number, end: number, y: FloatArray) => void;
  readonly integer?: (x: BigInt64Array, start: number, end: number, y: BigInt64Array) => void;
}

/** Applies a map to every lane along one dimension; the result has the shape of `x`. */
export function mapLanes(who: string, x: Tensor, dim: number, maps: LaneMaps, dtype: Dtype): Tensor {
  requireTensor(who, x);
  const at = normalizeDim(who, dim, x.ndim);
  const rest = x.sizes.map((_, i) => i).filter((i) => i !== at);
  const order = x.ndim === 0 ? [] : [...rest, at];
  const ordered = permuted(x, order);
  const length = x.sizes[at] ?? 1;
  const count = x.numel();
  let mapped: Tensor;
  if (maps.integer !== undefined && dtype.kind === 'integer') {
    const data = asLongs(elementsAs(ordered, dtype));
    const out = new BigInt64Array(count);
    for (let start = 0; start < count; start += length) maps.integer(data, start, start + length, out);
    mapped = fromElements(cast(out, dtype), dtype, ordered.sizes);
  } else {
    const data = floatElements(ordered, dtype);
    const out = dtype === float32 ? new Float32Array(count) : new Float64Array(count);
    for (let start = 0; start < count; start += length) maps.float(data, start, start + length, out);
    mapped = fromElements(out, dtype, ordered.sizes);
  }
  if (at === x.ndim - 1 || x.ndim === 0) return mapped;
  const back = permuted(
    mapped,
    x.sizes.map((_, i) => order.indexOf(i)),
  );
  return fromElements(elementsAs(back, dtype), dtype, x.sizes);
}

function floatElements(x: Tensor, dtype: Dtype): FloatArray {
  const elements = elementsAs(x, dtype);
  if (elements instanceof Float32Array || elements instanceof Float64Array) return elements;
  return Float64Array.from(elements, Number);
}

/** The dtype of a sum or product: int64 for every integer and bool, unless one is asked for. */
export function accumulationDtype(dtype: Dtype, asked: Dtype | undefined): Dtype {
  return asked ?? (dtype.isFloatingPoint ? dtype : int64);
}

/** @throws IndexError where there is nothing to choose from: the largest of no elements is no number. */
export function requireElements(who: string, x: Tensor, lanes: Lanes): void {
  if (lanes.length > 0) return;
  throw new IndexError({
    who,
    seen: `a tensor of shape ${shapeText(x.sizes)}: there is nothing to choose from`,
    expected: 'Expected reduction dim to have non-zero size',
  });
}

/** Bools are compared and chosen among as the integers 0 and 1. */
export function choiceDtype(dtype: Dtype): Dtype {
  return dtype === bool ? int64 : dtype;
}
