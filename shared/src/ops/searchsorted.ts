import { cast } from '../core/cast.ts';
import { type Dtype, int32, int64, type TypedArray } from '../core/dtype.ts';
import { ArgumentError, describe, RuntimeError } from '../core/errors.ts';
import { isScalar, type Scalar, scalarNumber } from '../core/python.ts';
import { sameSizes, shapeText } from '../core/shape.ts';
import type { Kernel } from '../device/kernel.ts';
import { fromElements, Tensor } from '../tensor/tensor.ts';
import { bind } from './families/bound-arguments.ts';
import { computed } from './families/computed.ts';
import { requireTensor } from './families/operand.ts';
import { gather } from './gather.ts';

export interface BucketOptions {
  /** int32 instead of int64 results. */
  readonly outInt32?: boolean;
  /** Whether a value equal to a bound stands behind it rather than before it. */
  readonly right?: boolean;
}

export interface SearchOptions extends BucketOptions {
  /** 'right' is `right: true`. */
  readonly side?: 'left' | 'right' | null;
  /** The indices that sort the sequence, where it is not sorted itself. */
  readonly sorter?: Tensor | null;
}

/**
 * Where each value would have to be inserted into a sorted sequence to keep it sorted: before the elements equal
 * to it, or behind them with `right`. Sequences of more dimensions than one are as many as there are rows of
 * values: `torch.searchsorted`.
 *
 * ```ts
 * torch.searchsorted(torch.tensor([1, 3, 5]), torch.tensor([3, 4])); // → tensor([1, 2])
 * torch.searchsorted(torch.tensor([1, 3, 5]), 3, { right: true }); // → tensor(2)
 * ```
 *
 * @throws RuntimeError for two dtypes, and for shapes that differ before the last dimension.
 */
export function searchsorted(sequence: Tensor, values: Tensor | Scalar, options?: SearchOptions): Tensor {
  const who = 'searchsorted';
  requireTensor(who, sequence);
  const given = bind(who, [options], ['outInt32', 'right', 'side', 'sorter']);
  const side = given.text('side');
  const right = given.flag('right', false);
  if ((side !== null && side !== 'left' && side !== 'right') || (side === 'left' && right)) {
    throw new RuntimeError({
      who,
      seen: `side '${side}'${right ? ' and right: true' : ''}`,
      expected: "side 'left' or 'right', and right to say the same",
    });
  }
  const sorter = given.tensor('sorter');
  const sorted = sorter === null ? sequence : gather(sequence, -1, sorter);
  const dtype = given.flag('outInt32', false) ? int32 : int64;
  return insertionPlaces(who, sorted, values, right || side === 'right', dtype);
}

/**
 * The number of the bucket into which each value falls: how many of the sorted `boundaries` lie below it, or at
 * it with `right`: `torch.bucketize`.
 *
 * ```ts
 * torch.bucketize(torch.tensor([1, 2, 9]), torch.tensor([2, 4])); // → tensor([0, 0, 2])
 * ```
 *
 * @throws RuntimeError for two dtypes, or boundaries of more than one dimension.
 */
export function bucketize(values: Tensor | Scalar, boundaries: Tensor, options?: BucketOptions): Tensor {
  const who = 'bucketize';
  requireTensor(who, boundaries);
  const given = bind(who, [options], ['outInt32', 'right']);
  if (boundaries.ndim !== 1) {
    throw new RuntimeError({
      who,
      seen: `boundaries of shape ${shapeText(boundaries.sizes)}`,
      expected: `boundaries tensor must be 1 dimension, but got dim(${boundaries.ndim})`,
    });
  }
  const dtype = given.flag('outInt32', false) ? int32 : int64;
  return insertionPlaces(who, boundaries, values, given.flag('right', false), dtype);
}

function insertionPlaces(
  who: string,
  sorted: Tensor,
  values: Tensor | Scalar,
  right: boolean,
  dtype: Dtype,
): Tensor {
  const sizes = requireMatch(who, sorted, values);
  const wanted =
    values instanceof Tensor
      ? values
      : fromElements(cast(numberOf(values), sorted.dtype), sorted.dtype, [], sorted.device);
  const count = sorted.sizes.at(-1) as number;
  // One sequence for all values, or one for each row of them.
  const perRow = sorted.ndim === 1 ? Math.max(wanted.numel(), 1) : (sizes.at(-1) as number);
  return computed(who, insertion, [sorted, wanted], dtype, sizes, { count, perRow, right });
}

/** A number as an array of one element, exact for a bigint. */
function numberOf(value: Scalar): TypedArray {
  return typeof value === 'bigint' ? BigInt64Array.of(value) : Float64Array.of(scalarNumber(value));
}

/** How long sequences are, how many values are looked for in each, and on which side of equals they belong. */
interface Search {
  readonly count: number;
  readonly perRow: number;
  readonly right: boolean;
}

const insertion: Kernel<readonly [bounds: TypedArray, values: TypedArray], readonly [TypedArray], Search> = {
  name: 'searchsorted',
  cpu: ([bounds, values], [places], { count, perRow, right }) => {
    for (let i = 0; i < places.length; i++) {
      const start = Math.floor(i / perRow) * count;
      const value = values[values.length === 1 ? 0 : i] as number | bigint;
      const place = placeOf(bounds, start, start + count, value, right) - start;
      if (places instanceof BigInt64Array) places[i] = BigInt(place);
      else places[i] = place;
    }
  },
};

/** The first place whose bound is not below `value`, or is above it with `right`; NaN is above every bound. */
function placeOf(
  bounds: TypedArray,
  start: number,
  end: number,
  value: number | bigint,
  right: boolean,
): number {
  let [low, high] = [start, end];
  while (low < high) {
    const middle = (low + high) >> 1;
    const bound = bounds[middle] as number | bigint;
    if (right ? bound > value : bound >= value) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The shape of the result. */
function requireMatch(who: string, sorted: Tensor, values: Tensor | Scalar): readonly number[] {
  if (!(values instanceof Tensor)) {
    if (!isScalar(values)) {
      throw new ArgumentError({ who, seen: describe(values), expected: 'a Tensor or a number' });
    }
    if (sorted.ndim === 1) return [];
  } else {
    if (values.dtype !== sorted.dtype) {
      throw new RuntimeError({
        who,
        seen: `boundary tensor of ${sorted.dtype.scalarName}, input value tensor of ${values.dtype.scalarName}`,
        expected: 'boundary tensor and input value tensor should have same dtype',
      });
    }
    if (sorted.ndim === 1) return values.sizes;
    if (
      sorted.ndim > 1 &&
      sameSizes(sorted.sizes.slice(0, -1), values.sizes.slice(0, -1)) &&
      values.ndim > 1
    ) {
      return values.sizes;
    }
  }
  throw new RuntimeError({
    who,
    seen: `boundaries tensor ${shapeText(sorted.sizes)}, values ${values instanceof Tensor ? shapeText(values.sizes) : 'a number'}`,
    expected: 'boundaries of 1 dimension, or the same first dimensions of both',
  });
}
