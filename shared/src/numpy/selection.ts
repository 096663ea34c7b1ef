import { asLongs, cast } from '../core/cast.ts';
import { bool, type Dtype, int64 } from '../core/dtype.ts';
import { ArgumentError } from '../core/errors.ts';
import { isScalar } from '../core/python.ts';
import { type Call, readCall } from './arguments.ts';
import { inverseOrder, readAxis } from './axis.ts';
import { gather, toNumbers } from './elements.ts';
import { spread } from './elementwise.ts';
import { nonzero } from './indexing.ts';
import { NdArray } from './nd-array.ts';
import { resultDtype } from './promotion.ts';
import { type ArrayLike, asarray, joined } from './reading.ts';
import { broadcastShapes } from './shape.ts';

/**
 * Element by element, `a` where the condition is true and `b` where it is not; the three broadcast. With the
 * condition alone, the places where it is true: one array of indices for each dimension.
 *
 * ```ts
 * np.where([true, false], 1, 0); // → [1 0]
 * np.where([5, 0, 7]); // → [ [0 2] ]
 * ```
 */
export function where(condition: ArrayLike): NdArray[];
export function where(condition: ArrayLike, a: ArrayLike, b: ArrayLike): NdArray;
export function where(condition: ArrayLike, a?: ArrayLike, b?: ArrayLike): NdArray | NdArray[] {
  const who = 'where';
  if (a === undefined && b === undefined) return nonzero(condition);
  if (a === undefined || b === undefined) {
    throw new ArgumentError({
      who,
      seen: 'one value',
      expected: 'either both or neither of x and y should be given',
    });
  }
  const mask = asarray(who, condition).astype(bool);
  const x = asarray(who, a);
  const y = asarray(who, b);
  const sizes = broadcastShapes(who, mask.sizes, x.sizes, y.sizes);
  const dtype = resultDtype(isScalar(a) ? a : x, isScalar(b) ? b : y);
  // Both sides in one storage, so that choosing is a matter of positions.
  const both = joined([typed(x, sizes, dtype), typed(y, sizes, dtype)], [2, ...sizes]);
  const half = both.data.length / 2;
  const marks = spread(mask, sizes);
  const positions = Int32Array.from({ length: half }, (_, i) => (marks[i] === 0 ? half + i : i));
  return new NdArray(gather(both.data, positions, dtype), dtype, sizes);
}

function typed(a: NdArray, sizes: readonly number[], dtype: Dtype): NdArray {
  return new NdArray(cast(spread(a, sizes), dtype), dtype, sizes);
}

/**
 * The running sums of the elements, flattened unless an axis is given.
 *
 * ```ts
 * np.cumsum([1, 2, 3]); // → [1 3 6]
 * ```
 */
export function cumsum(source: ArrayLike, ...given: Call<[axis: number], { axis?: number }>): NdArray {
  const who = 'cumsum';
  const { axis } = readCall(who, given, ['axis']);
  const all = asarray(who, source);
  const a = axis === undefined ? all.ravel() : all;
  const dim = readAxis(who, axis ?? 0, a.ndim);
  const order = [...[...a.sizes.keys()].filter((i) => i !== dim), dim];
  const rows = a.transpose(...order);
  const length = rows.sizes.at(-1) ?? 1;
  const floating = a.dtype.isFloatingPoint;
  const data = floating
    ? runningFloats(toNumbers(rows.elements()), rows.size, length)
    : runningLongs(asLongs(rows.elements()), length);
  const dtype = floating ? a.dtype : int64;
  const sums = new NdArray(floating ? cast(data, dtype) : data, dtype, rows.sizes);
  return sums.transpose(...inverseOrder(order)).copy();
}

function runningFloats(x: { readonly [index: number]: number }, size: number, length: number): Float64Array {
  const out = new Float64Array(size);
  for (let i = 0; i < size; i++) out[i] = (x[i] as number) + (i % length === 0 ? 0 : (out[i - 1] as number));
  return out;
}

function runningLongs(x: BigInt64Array, length: number): BigInt64Array {
  const out = x.slice();
  for (let i = 1; i < out.length; i++)
    if (i % length !== 0) out[i] = (out[i] as bigint) + (out[i - 1] as bigint);
  return out;
}

/** The middle element of all, or the mean of the two in the middle; NaN if there is one. */
export function median(source: ArrayLike): number {
  const numbers = Float64Array.from(toNumbers(asarray('median', source).elements())).sort();
  const last = numbers.at(-1);
  // Sorting puts NaN last.
  if (last === undefined || Number.isNaN(last)) return Number.NaN;
  const upper = numbers.length >> 1;
  const high = numbers[upper] as number;
  return numbers.length % 2 === 1 ? high : ((numbers[upper - 1] as number) + high) / 2;
}
