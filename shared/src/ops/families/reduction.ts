import { type Dtype, float64, int64 } from '../../core/dtype.ts';
import { ArgumentError, describe, IndexError } from '../../core/errors.ts';
import { checkOptions } from '../../core/options.ts';
import { normalizeDims, product, shapeText } from '../../core/shape.ts';
import type { LaneReduction } from '../../device/formulas.ts';
import { fromBuffer, type Tensor, viewOf } from '../../tensor/tensor.ts';
import { expand } from '../expand.ts';
import { reshaped } from '../reshape.ts';
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

const noOptions: ReductionOptions = {};

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
  rest: ReductionOptions = noOptions,
  known: readonly string[] = ['dim', 'keepdim'],
): ReductionOptions {
  requireTensor(who, x);
  const isNamed = typeof dim === 'object' && dim !== null && !Array.isArray(dim);
  const positional = isNamed
    ? (dim as ReductionOptions)
    : { dim: (dim ?? null) as number | readonly number[] | null };
  // Nearly every call: there is nothing to bring together.
  if (!isNamed && keepdim === undefined && rest === noOptions) return positional;
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

/** The options of an operation that can convert first. */
export const withDtype = ['dim', 'keepdim', 'dtype'] as const;

/**
 * The one dimension of an operation that takes no list of them; null for all elements.
 *
 * @throws TypeError for a list, naming the operation that takes one.
 */
export function oneDim(who: string, { dim }: ReductionOptions, several?: string): number | null {
  if (typeof dim === 'number') return dim;
  if (dim === null || dim === undefined) return null;
  throw new ArgumentError({
    who,
    seen: `dim is ${describe(dim)}`,
    expected: 'one dimension',
    hint: several === undefined ? undefined : `${several} takes several`,
  });
}

/**
 * How a tensor falls into lanes: the lane of result element i is elements `i * length` to `(i + 1) * length` of
 * the tensor with its dimensions in `order`. It holds sizes only, so that a node may keep it.
 */
export interface Lanes {
  /** How many elements a lane has. */
  readonly length: number;
  /** How many lanes there are. */
  readonly count: number;
  /** The shape of the result. */
  readonly sizes: readonly number[];
  /** The reduced dimensions, in order. */
  readonly dims: readonly number[];
  /** All dimensions, the reduced ones last. */
  readonly order: readonly number[];
  /** The shape of the tensor. */
  readonly from: readonly number[];
  /** The shape of the result with every reduced dimension kept, at size 1. */
  readonly keptSizes: readonly number[];
}

/** Finds the lanes of `x` along `dim`; no dims at all means all of them. */
export function lanesOf(who: string, x: Tensor, { dim, keepdim = false }: ReductionOptions): Lanes {
  const given = dim === null || dim === undefined ? [] : typeof dim === 'object' ? dim : [dim];
  const chosen = normalizeDims(who, given, x.ndim);
  const isWhole = chosen.length === 0 || x.ndim === 0;
  const dims = isWhole ? x.sizes.map((_, at) => at) : chosen.sort((a, b) => a - b);
  const order = new Array<number>(x.ndim);
  const sizes = new Array<number>(x.ndim - dims.length);
  const keptSizes = x.sizes.slice();
  let length = 1;
  let kept = 0;
  let reduced = 0;
  for (let at = 0; at < x.ndim; at++) {
    const size = x.sizes[at] as number;
    if (dims[reduced] === at) {
      order[sizes.length + reduced++] = at;
      keptSizes[at] = 1;
      length *= size;
    } else {
      order[kept] = at;
      sizes[kept++] = size;
    }
  }
  const count = product(sizes);
  return { length, count, sizes: keepdim ? keptSizes : sizes, dims, order, from: x.sizes, keptSizes };
}

/** A result of a reduction, or its gradient, with every reduced dimension at size 1: it broadcasts with the tensor. */
export function kept(y: Tensor, { keptSizes }: Lanes): Tensor {
  return reshaped(y, keptSizes);
}

/** A result of a reduction, or its gradient, repeated over the lanes it came from: in the shape of the tensor. */
export function spread(y: Tensor, lanes: Lanes): Tensor {
  return expand('expand', kept(y, lanes), lanes.from);
}

/** The same storage with the dimensions in another order, for the reading of elements: it has no history. */
export function permuted(x: Tensor, order: readonly number[]): Tensor {
  const sizes = new Array<number>(order.length);
  const strides = new Array<number>(order.length);
  // A loop, since two calls of map take longer than all else that is done here.
  for (let i = 0; i < order.length; i++) {
    const at = order[i] as number;
    sizes[i] = x.sizes[at] as number;
    strides[i] = x.strides[at] as number;
  }
  return viewOf(x, sizes, strides, x.offset);
}

/**
 * Reduces every lane to one element of dtype `result`. Integers are computed by the `integer` function; where
 * there is none the caller has chosen a float dtype to compute in.
 */
export function reduceLanes(
  x: Tensor,
  lanes: Lanes,
  reduction: LaneReduction,
  compute: Dtype,
  result: Dtype,
): Tensor {
  const { device } = x.storage;
  // All elements are one lane, in the order in which they are.
  const ordered = lanes.dims.length === x.ndim ? x : permuted(x, lanes.order);
  const buffer = device.reduce(reduction, ordered, lanes, compute, result);
  return fromBuffer(buffer, result, lanes.sizes, device);
}

/** The dtype of a sum or product: int64 for every integer and bool, unless one is asked for. */
export function accumulationDtype(dtype: Dtype, asked: Dtype | null | undefined): Dtype {
  return asked ?? (dtype.isFloatingPoint ? dtype : int64);
}

/** @throws IndexError where there is nothing to choose from: the largest of no elements is no number. */
export function requireElements(who: string, x: Tensor, dims: readonly number[]): void {
  const empty = dims.filter((dim) => x.sizes[dim] === 0);
  if (empty.length === 0) return;
  throw new IndexError({
    who,
    seen: `a tensor of shape ${shapeText(x.sizes)}, numel() == ${x.numel()}: there is nothing to choose from`,
    expected: `Expected reduction dim ${empty.join(', ')} to have non-zero size`,
  });
}

/** The dtype in which elements are compared: int64 exactly, whatever is narrower in float64, which holds it. */
export function choiceDtype(dtype: Dtype): Dtype {
  return dtype === int64 || dtype.isFloatingPoint ? dtype : float64;
}
