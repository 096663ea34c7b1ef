import { bool, int64 } from '../core/dtype.ts';
import { ArgumentError, describe, IndexError, TorchError, ValueError } from '../core/errors.ts';
import { type Layout, positionsOf } from '../core/layout.ts';
import { broadcastSizes, broadcastStrides, contiguousStrides, product, shapeText } from '../core/shape.ts';
import type { Device } from '../device/device.ts';
import { elementsAs, elementsOf } from './elements.ts';
import { flatten } from './nested.ts';
import { fromElements, Tensor } from './tensor.ts';

/**
 * One entry of an index, as it stands between Python's brackets:
 * `0` or `-1` selects · `':'`, `'1:5'`, `'::2'` slice · `'...'` skips to the last dimensions · `null` adds a
 * dimension · an array or int64 tensor picks several · a bool array or tensor picks where it is true.
 */
export type Index = number | string | null | boolean | Tensor | readonly NestedIndex[];
type NestedIndex = number | boolean | readonly NestedIndex[];

/** What an index reaches: either a view, or (`positions`) single elements of storage in row-major order. */
export type Reach =
  | { readonly layout: Layout; readonly positions?: undefined }
  | { readonly layout?: undefined; readonly sizes: readonly number[]; readonly positions: Int32Array };

/** A list of positions along one dimension, in place of that dimension. */
interface Pick {
  /** Which dimension of the result of the basic entries it stands at. */
  readonly at: number;
  readonly size: number;
  readonly step: number;
  readonly indices: Tensor;
  /** Which dimension of the tensor it picks from. */
  readonly dim: number;
}

/**
 * Resolves an index against a tensor, as PyTorch does: selections, slices, '...' and null make a view; lists
 * then pick element by element, broadcast against each other. The dimensions that lists make stand where the
 * lists stood if they are neighbours, else in front.
 *
 * @throws IndexError for an index out of range, too many entries, or a mask of another shape.
 */
export function resolveIndex(who: string, x: Layout, index: readonly Index[]): Reach {
  const entries = expandEllipsis(
    who,
    x,
    index.map((entry) => readEntry(who, entry)),
  );
  const sizes: number[] = [];
  const strides: number[] = [];
  const picks: Pick[] = [];
  let offset = x.offset;
  let dim = 0;
  for (const entry of entries) {
    if (entry === null) {
      sizes.push(1);
      strides.push(dim < x.sizes.length ? (x.sizes[dim] as number) * (x.strides[dim] as number) : 1);
    } else if (entry instanceof Tensor && entry.dtype.kind === 'bool') {
      checkMask(who, entry, x, dim);
      for (const indices of trueIndices(entry)) {
        // A mask without dimensions consumes none: it adds one, of size 1 or 0.
        const size = entry.ndim === 0 ? 1 : (x.sizes[dim] as number);
        const step = entry.ndim === 0 ? 0 : (x.strides[dim] as number);
        picks.push({ at: sizes.length, size, step, indices, dim });
        if (entry.ndim > 0) dim++;
      }
    } else {
      const size = x.sizes[dim] as number;
      const step = x.strides[dim] as number;
      if (entry instanceof Tensor) picks.push({ at: sizes.length, size, step, indices: entry, dim });
      else if (typeof entry === 'number') {
        offset += inRange(who, entry, size, dim) * step;
      } else {
        const { start, length, stride } = entry.bounds(size);
        offset += start * step;
        sizes.push(length);
        strides.push(step * stride);
      }
      dim++;
    }
  }
  return picks.length === 0
    ? { layout: { sizes, strides, offset } }
    : pickElements(who, { sizes, strides, offset }, picks);
}

/** Joins the view made by the basic entries with what the lists pick. */
function pickElements(who: string, basic: Layout, picks: readonly Pick[]): Reach {
  const shape = picksShape(who, picks);
  const steps = new Int32Array(product(shape));
  for (const { size, step, indices, dim } of picks) {
    const own = elementsAs(indices, int64);
    const strides = broadcastStrides(indices.sizes, contiguousStrides(indices.sizes), shape);
    positionsOf({ sizes: shape, strides, offset: 0 }).forEach((from, i) => {
      steps[i] = (steps[i] as number) + inRange(who, Number(own[from]), size, dim) * step;
    });
  }
  const first = (picks[0] as Pick).at;
  const neighbours = picks.every((pick) => pick.at === first);
  const front = neighbours ? first : 0;
  const before = {
    sizes: basic.sizes.slice(0, front),
    strides: basic.strides.slice(0, front),
    offset: basic.offset,
  };
  const after = { sizes: basic.sizes.slice(front), strides: basic.strides.slice(front), offset: 0 };
  const outer = positionsOf(before);
  const inner = positionsOf(after);
  const positions = new Int32Array(outer.length * steps.length * inner.length);
  let at = 0;
  for (const a of outer) for (const b of steps) for (const c of inner) positions[at++] = a + b + c;
  return { sizes: [...before.sizes, ...shape, ...after.sizes], positions };
}

function picksShape(who: string, picks: readonly Pick[]): readonly number[] {
  try {
    return picks.reduce<readonly number[]>((all, pick) => broadcastSizes(who, all, pick.indices.sizes), []);
  } catch (cause) {
    if (!(cause instanceof TorchError)) throw cause;
    throw new IndexError({
      who,
      seen: `index lists of shapes ${picks.map((pick) => shapeText(pick.indices.sizes)).join(' and ')}`,
      expected: 'shapes that broadcast together: element i of each list picks one element of the result',
    });
  }
}

function inRange(who: string, index: number, size: number, dim: number): number {
  if (index < -size || index >= size) {
    throw new IndexError({
      who,
      seen: `index ${index} is out of bounds for dimension ${dim} with size ${size}`,
      expected:
        size === 0 ? 'no index at all: there are no elements' : `an index from ${-size} to ${size - 1}`,
    });
  }
  return index < 0 ? index + size : index;
}

/** A slice `start:stop:step`, as Python reads it. */
class Slice {
  readonly #parts: readonly (number | undefined)[];

  constructor(parts: readonly (number | undefined)[]) {
    this.#parts = parts;
  }

  /** The first index, how many follow, and their distance, within a dimension of `size`. */
  bounds(size: number): { start: number; length: number; stride: number } {
    const [from = 0, to = size, stride = 1] = this.#parts;
    const clip = (i: number): number => Math.min(Math.max(i < 0 ? i + size : i, 0), size);
    const start = clip(from);
    return { start, length: Math.max(0, Math.ceil((clip(to) - start) / stride)), stride };
  }
}

type Entry = number | null | '...' | Slice | Tensor;

function readEntry(who: string, entry: Index): Entry {
  if (entry === null || entry instanceof Tensor)
    return entry instanceof Tensor ? indexTensor(who, entry) : null;
  if (typeof entry === 'number' && Number.isInteger(entry)) return entry;
  if (typeof entry === 'boolean') return fromElements(Uint8Array.of(entry ? 1 : 0), bool, []);
  if (typeof entry === 'string') return entry === '...' ? entry : readSlice(who, entry);
  if (Array.isArray(entry)) {
    const { data, dtype, sizes } = flatten(who, entry);
    // An empty list is a list of no indices, whatever dtype it would have.
    return product(sizes) === 0
      ? fromElements(new BigInt64Array(0), int64, sizes)
      : indexTensor(who, fromElements(data, dtype, sizes));
  }
  throw new IndexError({
    who,
    seen: `an index is ${describe(entry)}`,
    expected: "whole numbers, slices such as '1:3', '...', null, arrays, or int64 or bool tensors",
  });
}

/** An index tensor is of integers or a mask; uint8 is a mask too, as in PyTorch. */
function indexTensor(who: string, index: Tensor): Tensor | number {
  if (index.dtype === bool) return index;
  // A 0-d index is a number, and so selects a view.
  if (index.dtype === int64) return index.ndim === 0 ? index.item() : index;
  if (index.dtype.name === 'uint8') return fromElements(elementsAs(index, bool), bool, index.sizes);
  throw new IndexError({
    who,
    seen: `an index tensor of dtype ${index.dtype}`,
    expected: 'tensors used as indices must be int64 or bool',
    hint: 'convert with .long()',
  });
}

function readSlice(who: string, text: string): Slice {
  const parts = text.split(':').map((part) => part.trim());
  if (parts.length < 2 || parts.length > 3 || !parts.every((part) => /^([+-]?\d+)?$/.test(part))) {
    throw new ArgumentError({
      who,
      seen: `the index '${text}'`,
      expected: "a slice: ':', '1:5', '-2:', '::2'",
    });
  }
  const numbers = parts.map((part) => (part === '' ? undefined : Number(part)));
  if ((numbers[2] ?? 1) <= 0) {
    throw new ValueError({ who, seen: `the slice '${text}'`, expected: 'slice step must be positive' });
  }
  return new Slice(numbers);
}

/** Puts full slices for '...' and behind the last entry, so that every dimension has its entry. */
function expandEllipsis(
  who: string,
  x: Layout,
  entries: readonly Entry[],
): (number | null | Slice | Tensor)[] {
  const used = entries.reduce<number>((count, entry) => count + consumed(entry), 0);
  if (used > x.sizes.length) {
    throw new IndexError({
      who,
      seen: `too many indices: ${used} for a tensor of ${x.sizes.length} dimension${x.sizes.length === 1 ? '' : 's'}, ${shapeText(x.sizes)}`,
    });
  }
  const at = entries.indexOf('...');
  const rest = Array.from({ length: x.sizes.length - used }, () => new Slice([]));
  const spread =
    at < 0 ? [...entries, ...rest] : [...entries.slice(0, at), ...rest, ...entries.slice(at + 1)];
  if (spread.includes('...'))
    throw new IndexError({ who, seen: "'...' stands twice", expected: "one '...' at most" });
  return spread.filter((entry) => entry !== '...');
}

function consumed(entry: Entry): number {
  if (entry === null || entry === '...') return 0;
  return entry instanceof Tensor && entry.dtype.kind === 'bool' ? entry.ndim : 1;
}

function checkMask(who: string, mask: Tensor, x: Layout, dim: number): void {
  mask.sizes.forEach((size, i) => {
    if (size === x.sizes[dim + i]) return;
    throw new IndexError({
      who,
      seen: `The shape of the mask ${shapeText(mask.sizes)} at index ${i} does not match the shape of the indexed tensor ${shapeText(x.sizes)} at index ${dim + i}`,
    });
  });
}

/**
 * Where a tensor is not 0: one int64 index tensor for each of its dimensions, on the CPU unless said. A 0-d tensor counts as one of shape
 * (1,): a 0-d mask stands for index 0 of a dimension of size 1, once or not at all.
 */
export function trueIndices(x: Tensor, device?: Device): Tensor[] {
  const elements = elementsOf(x);
  const hits: number[] = [];
  for (let i = 0; i < elements.length; i++) if (Number(elements[i]) !== 0) hits.push(i);
  const sizes = x.ndim === 0 ? [1] : x.sizes;
  return contiguousStrides(sizes).map((stride, dim) => {
    const indices = hits.map((hit) => BigInt(Math.floor(hit / stride) % (sizes[dim] as number)));
    return fromElements(BigInt64Array.from(indices), int64, [hits.length], device);
  });
}
