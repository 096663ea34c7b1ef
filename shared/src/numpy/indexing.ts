import { asLongs, cast } from '../core/cast.ts';
import { bool, int64 } from '../core/dtype.ts';
import { describe, IndexError, ValueError } from '../core/errors.ts';
import { inRange, type Pick, pickElements, readSlice, type Slice, spelledOut } from '../core/indexing.ts';
import { positionsOf } from '../core/layout.ts';
import { putElements } from '../core/positions.ts';
import { shapeText, stretchesTo } from '../core/shape.ts';
import { gather } from './elements.ts';
import { spread } from './elementwise.ts';
import { method } from './methods.ts';
import { NdArray } from './nd-array.ts';
import { type ArrayLike, asarray } from './reading.ts';
import { broadcastShapes } from './shape.ts';

declare module './nd-array.ts' {
  interface NdArray {
    /**
     * What stands at an index: Python's `a[…]`, one argument for each entry between the brackets. Numbers,
     * slices, '...' and null give a view; lists and masks give a copy.
     *
     * ```ts
     * const a = np.arange(6).reshape(2, 3);
     * a.at(0); // → [0 1 2]
     * a.at(1, -1); // → 5
     * a.at(':', '::-1'); // → [[2 1 0]\n [5 4 3]]
     * a.at(':', [0, 2]); // → [[0 2]\n [3 5]]
     * a.at(a.gt(3)); // → [4 5]
     * a.at(0).at(':', null).shape; // → (3, 1)
     * ```
     *
     * @throws IndexError for an index out of range or too many entries.
     */
    at(...index: readonly Index[]): NdArray;
    /**
     * Writes `value` (broadcast, cast to the dtype) at an index: Python's `a[index] = value`. Several entries go
     * in an array only if one of them is no number: `a.put([':', 0], 1)`, but `a.put([0, 2], 1)` picks two rows.
     *
     * ```ts
     * const a = np.zeros([2, 2]);
     * a.put([':', 0], [1, 2]); // → [[1. 0.]\n [2. 0.]]
     * ```
     */
    put(index: Index | readonly Index[], value: ArrayLike): this;
  }
}

/**
 * One entry of an index: `0` or `-1` selects · `':'`, `'1:5'`, `'::-1'` slice · `'...'` skips to the last
 * dimensions · `null` adds a dimension · an array of whole numbers picks, one of booleans masks.
 */
export type Index = number | string | null | NdArray | readonly NestedIndex[];
type NestedIndex = number | boolean | readonly NestedIndex[];

type Reach =
  | { readonly view: NdArray }
  | { readonly view?: undefined; readonly sizes: readonly number[]; readonly positions: Int32Array };

function at(a: NdArray, ...index: readonly Index[]): NdArray {
  const reach = resolve('NdArray.at', a, index);
  if (reach.view !== undefined) return reach.view;
  return new NdArray(gather(a.data, reach.positions, a.dtype), a.dtype, reach.sizes);
}

function put(a: NdArray, index: Index | readonly Index[], value: ArrayLike): NdArray {
  const who = 'NdArray.put';
  const reach = resolve(who, a, isTuple(index) ? index : [index as Index]);
  const { sizes, positions } =
    reach.view === undefined ? reach : { sizes: reach.view.sizes, positions: positionsOf(reach.view) };
  const source = asarray(who, value);
  if (!stretchesTo(source.sizes, sizes)) {
    throw new ValueError({
      who,
      seen: `could not broadcast input array from shape ${shapeText(source.sizes)} into shape ${shapeText(sizes)}`,
    });
  }
  // A copy first: the source may be a view of what is written.
  putElements(cast(spread(source, sizes), a.dtype), positions, a.data);
  return a;
}

method('at', at);
method('put', put);

/** An array with an entry that no list of places has, such as a slice, is Python's tuple. */
function isTuple(index: Index | readonly Index[]): index is readonly Index[] {
  return (
    Array.isArray(index) &&
    index.some((entry) => typeof entry === 'string' || entry === null || entry instanceof NdArray)
  );
}

function resolve(who: string, a: NdArray, index: readonly Index[]): Reach {
  const entries = spelledOutFor(
    who,
    a,
    index.map((entry) => readEntry(who, entry)),
  );
  const sizes: number[] = [];
  const strides: number[] = [];
  const picks: Pick[] = [];
  let { offset } = a;
  let dim = 0;
  for (const entry of entries) {
    if (entry === null) {
      sizes.push(1);
      strides.push(0);
      continue;
    }
    const lists = entry instanceof NdArray ? placesOf(who, entry, a, dim) : [];
    for (const list of lists) {
      const [size, step] = [a.sizes[dim] as number, a.strides[dim] as number];
      const indices = asLongs(list.elements());
      picks.push({ at: sizes.length, size, step, indices, sizes: list.sizes, place: '' });
      dim++;
    }
    if (entry instanceof NdArray) continue;
    const size = a.sizes[dim] as number;
    const stride = a.strides[dim] as number;
    if (typeof entry === 'number') offset += inRange(who, entry, size, ` for axis ${dim}`) * stride;
    else {
      const { start, length, step } = entry(size);
      if (length > 0) offset += start * stride;
      sizes.push(length);
      strides.push(step * stride);
    }
    dim++;
  }
  const view = a.view(sizes, strides, offset);
  if (picks.length === 0) return { view };
  return pickElements(who, view, picks, broadcastShapes(who, ...picks.map((pick) => pick.sizes)));
}

type Entry = number | null | '...' | Slice | NdArray;

function readEntry(who: string, entry: unknown): Entry {
  if (entry === null || entry === '...') return entry;
  if (typeof entry === 'number' && Number.isInteger(entry)) return entry;
  if (typeof entry === 'string') return readSlice(who, entry, { backwards: true });
  const isList = Array.isArray(entry) || entry instanceof NdArray;
  const list = isList ? asarray(who, entry) : undefined;
  // An empty list is a list of no places, whatever dtype it would have.
  if (list?.size === 0 && list.dtype.isFloatingPoint) return list.astype(int64);
  if (list !== undefined && !list.dtype.isFloatingPoint) {
    return list.ndim === 0 && list.dtype !== bool ? list.item() : list;
  }
  throw new IndexError({
    who,
    seen: `an index is ${list === undefined ? describe(entry) : `an array of ${list.dtype.name}`}`,
    expected: "whole numbers, slices such as '1:3', '...', null, or arrays of whole numbers or booleans",
  });
}

function spelledOutFor(who: string, a: NdArray, entries: readonly Entry[]): Exclude<Entry, '...'>[] {
  const used = entries.reduce<number>((count, entry) => count + consumed(entry), 0);
  if (used > a.ndim) {
    throw new IndexError({
      who,
      seen: `too many indices: array is ${a.ndim}-dimensional, but ${used} were indexed`,
      hint: `the array has the shape ${shapeText(a.sizes)}`,
    });
  }
  return spelledOut(who, entries, a.ndim - used);
}

function consumed(entry: Entry): number {
  if (entry === null || entry === '...') return 0;
  return entry instanceof NdArray && entry.dtype === bool ? entry.ndim : 1;
}

/** The places that a list names, or for a mask those where it is true: one list for each of its dimensions. */
function placesOf(who: string, list: NdArray, a: NdArray, dim: number): NdArray[] {
  if (list.dtype !== bool) return [list];
  const covered = a.sizes.slice(dim, dim + list.ndim);
  if (list.ndim === 0 || shapeText(covered) !== shapeText(list.sizes)) {
    throw new IndexError({
      who,
      seen: `a boolean index of shape ${shapeText(list.sizes)} over dimensions of shape ${shapeText(covered)}`,
      expected: 'a mask of the shape of the dimensions that it covers',
    });
  }
  return nonzero(list);
}

/** For each dimension the indices of the elements that are not 0: `np.nonzero`. */
export function nonzero(source: ArrayLike): NdArray[] {
  const a = asarray('nonzero', source);
  const hits: number[] = [];
  cast(a.elements(), bool).forEach((mark: number | bigint, i: number) => {
    if (mark !== 0) hits.push(i);
  });
  let behind = a.size;
  return a.sizes.map((size) => {
    behind /= size;
    return new NdArray(
      BigInt64Array.from(hits, (hit) => BigInt(Math.floor(hit / behind) % size)),
      int64,
      [hits.length],
    );
  });
}
