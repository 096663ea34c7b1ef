import type { TypedArray } from './dtype.ts';
import { ArgumentError, IndexError, ValueError } from './errors.ts';
import { type Layout, positionsOf } from './layout.ts';
import { broadcastStrides, contiguousStrides, product } from './shape.ts';

/*
 * What the indices of tensors and of NumPy's arrays have in common: how a slice reads, and which elements lists pick.
 */

/** Where a slice begins in a dimension of `size`, how many elements it has and how far they are apart. */
export type Slice = (size: number) => {
  readonly start: number;
  readonly length: number;
  readonly step: number;
};

/** A whole dimension: `':'`. */
export const everything: Slice = (size) => ({ start: 0, length: size, step: 1 });

/**
 * A slice `start:stop:step`, as Python reads it; PyTorch's do not go `backwards`.
 *
 * @throws TypeError for a text that is none; ValueError for a step that is 0, or negative where it may not be.
 */
export function readSlice(who: string, text: string, { backwards }: { backwards: boolean }): Slice {
  const parts = text.split(':').map((part) => part.trim());
  if (parts.length < 2 || parts.length > 3 || !parts.every((part) => /^([+-]?\d+)?$/.test(part))) {
    throw new ArgumentError({
      who,
      seen: `the index '${text}'`,
      expected: `a slice: ':', '1:5', '-2:', '::${backwards ? -1 : 2}'`,
    });
  }
  const [from, to, step = 1] = parts.map((part) => (part === '' ? undefined : Number(part)));
  if (backwards ? step === 0 : step <= 0) {
    throw new ValueError({
      who,
      seen: `the slice '${text}'`,
      expected: `slice step ${backwards ? 'cannot be zero' : 'must be positive'}`,
    });
  }
  return (size) => {
    // Backwards a slice runs from the last element to before the first, which is -1 and not the last again.
    const [least, most] = step > 0 ? [0, size] : [-1, size - 1];
    const clip = (i: number): number => Math.min(Math.max(i < 0 ? i + size : i, least), most);
    const start = from === undefined ? (step > 0 ? least : most) : clip(from);
    const stop = to === undefined ? (step > 0 ? most : least) : clip(to);
    return { start, length: Math.max(0, Math.ceil((stop - start) / step)), step };
  };
}

/** Puts full slices, as many as are `missing`, for '...' or behind the last entry: every dimension has its entry. */
export function spelledOut<E>(who: string, entries: readonly (E | '...')[], missing: number): (E | Slice)[] {
  const at = entries.indexOf('...');
  const rest = new Array<Slice>(missing).fill(everything);
  const all = at < 0 ? [...entries, ...rest] : [...entries.slice(0, at), ...rest, ...entries.slice(at + 1)];
  return all.map((entry) => {
    if (entry !== '...') return entry as E | Slice;
    throw new IndexError({ who, seen: "'...' stands twice", expected: "one '...' at most" });
  });
}

/** An index counted from the front. @throws IndexError for one outside a dimension; `place` says which: ` for axis 1`. */
export function inRange(who: string, index: number, size: number, place: string): number {
  if (index < -size || index >= size) {
    throw new IndexError({
      who,
      seen: `index ${index} is out of bounds${place} with size ${size}`,
      expected:
        size === 0 ? 'no index at all: there are no elements' : `an index from ${-size} to ${size - 1}`,
    });
  }
  return index < 0 ? index + size : index;
}

/** A list of indices along one dimension, in place of that dimension. */
export interface Pick {
  /** How many dimensions of the result of the other entries stand before it. */
  readonly at: number;
  readonly size: number;
  readonly step: number;
  readonly indices: TypedArray;
  /** The shape of the list. */
  readonly sizes: readonly number[];
  /** Which dimension a message names. */
  readonly place: string;
}

/** The elements that lists, broadcast to `shape`, pick of what the other entries leave. */
export function pickElements(
  who: string,
  rest: Layout,
  picks: readonly Pick[],
  shape: readonly number[],
): { readonly sizes: readonly number[]; readonly positions: Int32Array } {
  const steps = new Int32Array(product(shape));
  for (const { size, step, indices, sizes, place } of picks) {
    const strides = broadcastStrides(sizes, contiguousStrides(sizes), shape);
    positionsOf({ sizes: shape, strides, offset: 0 }).forEach((from, i) => {
      steps[i] = (steps[i] as number) + inRange(who, Number(indices[from]), size, place) * step;
    });
  }
  // Lists side by side stay where they are; apart from each other their dimensions go to the front.
  const first = (picks[0] as Pick).at;
  const front = picks.every((pick) => pick.at === first) ? first : 0;
  const { sizes, strides, offset } = rest;
  const [before, after] = [sizes.slice(0, front), sizes.slice(front)];
  const outer = positionsOf({ sizes: before, strides: strides.slice(0, front), offset });
  const inner = positionsOf({ sizes: after, strides: strides.slice(front), offset: 0 });
  const positions = new Int32Array(outer.length * steps.length * inner.length);
  let at = 0;
  for (const a of outer) for (const b of steps) for (const c of inner) positions[at++] = a + b + c;
  return { sizes: [...before, ...shape, ...after], positions };
}
