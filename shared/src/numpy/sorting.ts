import { int64, type TypedArray } from '../core/dtype.ts';
import { type Call, readCall, readFlag } from './arguments.ts';
import { inverseOrder, readAxis } from './axis.ts';
import { gather } from './elements.ts';
import { NdArray } from './nd-array.ts';
import { type ArrayLike, asarray } from './reading.ts';

/** Ascending, NaN last. */
export function ascending(a: number | bigint, b: number | bigint): number {
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : 1;
  if (Number.isNaN(b)) return -1;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The places of the elements in ascending order; equal ones keep their order. */
export function ascendingPlaces(elements: TypedArray, start = 0, length = elements.length): Int32Array {
  return Int32Array.from({ length }, (_, i) => i).sort(
    (i, j) =>
      ascending(elements[start + i] as number | bigint, elements[start + j] as number | bigint) || i - j,
  );
}

type AxisCall = Call<[axis: number], { axis?: number }>;

/** For each row along an axis, the places of its elements in ascending order. */
function places(
  who: string,
  source: ArrayLike,
  given: AxisCall,
): { rows: NdArray; order: Int32Array[]; back: number[] } {
  const a = asarray(who, source);
  const dim = readAxis(who, readCall(who, given, ['axis']).axis ?? -1, a.ndim);
  const axes = a.sizes.map((_, i) => i);
  const front = [...axes.filter((i) => i !== dim), dim];
  const rows = a.transpose(...front).copy();
  const length = rows.sizes.at(-1) ?? 1;
  const count = length === 0 ? 0 : rows.size / length;
  const order = Array.from({ length: count }, (_, row) => ascendingPlaces(rows.data, row * length, length));
  return { rows, order, back: inverseOrder(front) };
}

/**
 * A sorted copy, along the last axis unless said; NaN goes to the end.
 *
 * ```ts
 * np.sort([3, 1, 2]); // → [1 2 3]
 * ```
 */
export function sort(source: ArrayLike, ...given: AxisCall): NdArray {
  const { rows, order, back } = places('sort', source, given);
  const positions = order.flatMap((row, i) => Array.from(row, (place) => i * row.length + place));
  return new NdArray(gather(rows.data, Int32Array.from(positions), rows.dtype), rows.dtype, rows.sizes)
    .transpose(...back)
    .copy();
}

/** The places of the elements in ascending order; equal ones keep their order. */
export function argsort(source: ArrayLike, ...given: AxisCall): NdArray {
  const { rows, order, back } = places('argsort', source, given);
  const data = BigInt64Array.from(order.flatMap((row) => Array.from(row, BigInt)));
  return new NdArray(data, int64, rows.sizes).transpose(...back).copy();
}

/** What `unique` gives beside the values. */
export interface UniqueOptions {
  /** Where each value stands first. */
  readonly returnIndex?: boolean;
  /** For each element the place of its value among the unique ones. */
  readonly returnInverse?: boolean;
  /** How often each value occurs. */
  readonly returnCounts?: boolean;
}

/**
 * The different values in ascending order. With options, a list of the values and what was asked for, in the
 * order index, inverse, counts.
 *
 * ```ts
 * np.unique([2, 1, 2]); // → [1 2]
 * const [values, counts] = np.unique([2, 1, 2], { returnCounts: true });
 * counts; // → [1 2]
 * ```
 */
export function unique(source: ArrayLike): NdArray;
export function unique(source: ArrayLike, options: UniqueOptions): NdArray[];
export function unique(source: ArrayLike, options: UniqueOptions = {}): NdArray | NdArray[] {
  const who = 'unique';
  const asked = readCall(who, [options], [], ['returnIndex', 'returnInverse', 'returnCounts']);
  const a = asarray(who, source).ravel();
  const elements = a.elements();
  const order = ascendingPlaces(elements);
  const firsts: number[] = [];
  const counts: bigint[] = [];
  const inverse = new BigInt64Array(order.length);
  for (const place of order) {
    const previous = elements[firsts.at(-1) ?? -1];
    if (previous === undefined || ascending(previous, elements[place] as number | bigint) !== 0) {
      firsts.push(place);
      counts.push(0n);
    }
    counts[counts.length - 1] = (counts.at(-1) as bigint) + 1n;
    inverse[place] = BigInt(firsts.length - 1);
  }
  const vector = (data: BigInt64Array): NdArray => new NdArray(data, int64, [data.length]);
  const values = new NdArray(gather(elements, Int32Array.from(firsts), a.dtype), a.dtype, [firsts.length]);
  const extras = [
    ['returnIndex', () => BigInt64Array.from(firsts, BigInt)],
    ['returnInverse', () => inverse],
    ['returnCounts', () => BigInt64Array.from(counts)],
  ] as const;
  const wanted = extras.filter(([name]) => readFlag(who, name, asked[name] ?? false));
  return wanted.length === 0 ? values : [values, ...wanted.map(([, data]) => vector(data()))];
}
