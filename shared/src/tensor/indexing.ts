import { bool, int64 } from '../core/dtype.ts';
import { describe, IndexError, TorchError } from '../core/errors.ts';
import { inRange, type Pick, pickElements, readSlice, type Slice, spelledOut } from '../core/indexing.ts';
import type { Layout } from '../core/layout.ts';
import { broadcastSizes, contiguousStrides, product, shapeText } from '../core/shape.ts';
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
  const pick = (list: Tensor, size: number, step: number, dim: number): void => {
    const place = ` for dimension ${dim}`;
    picks.push({ at: sizes.length, size, step, indices: elementsAs(list, int64), sizes: list.sizes, place });
  };
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
        pick(indices, size, step, dim);
        if (entry.ndim > 0) dim++;
      }
    } else {
      const size = x.sizes[dim] as number;
      const step = x.strides[dim] as number;
      if (entry instanceof Tensor) pick(entry, size, step, dim);
      else if (typeof entry === 'number') {
        offset += inRange(who, entry, size, ` for dimension ${dim}`) * step;
      } else {
        const slice = entry(size);
        offset += slice.start * step;
        sizes.push(slice.length);
        strides.push(step * slice.step);
      }
      dim++;
    }
  }
  return picks.length === 0
    ? { layout: { sizes, strides, offset } }
    : pickElements(who, { sizes, strides, offset }, picks, picksShape(who, picks));
}

function picksShape(who: string, picks: readonly Pick[]): readonly number[] {
  try {
    return picks.reduce<readonly number[]>((all, pick) => broadcastSizes(who, all, pick.sizes), []);
  } catch (cause) {
    if (!(cause instanceof TorchError)) throw cause;
    throw new IndexError({
      who,
      seen: `index lists of shapes ${picks.map((pick) => shapeText(pick.sizes)).join(' and ')}`,
      expected: 'shapes that broadcast together: element i of each list picks one element of the result',
    });
  }
}

type Entry = number | null | '...' | Slice | Tensor;

function readEntry(who: string, entry: Index): Entry {
  if (entry === null || entry instanceof Tensor)
    return entry instanceof Tensor ? indexTensor(who, entry) : null;
  if (typeof entry === 'number' && Number.isInteger(entry)) return entry;
  if (typeof entry === 'boolean') return fromElements(Uint8Array.of(entry ? 1 : 0), bool, []);
  if (typeof entry === 'string') return entry === '...' ? entry : readSlice(who, entry, { backwards: false });
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

function expandEllipsis(who: string, x: Layout, entries: readonly Entry[]): Exclude<Entry, '...'>[] {
  const used = entries.reduce<number>((count, entry) => count + consumed(entry), 0);
  const rank = x.sizes.length;
  if (used > rank) {
    throw new IndexError({
      who,
      seen: `too many indices: ${used} for a tensor of ${rank} dimension${rank === 1 ? '' : 's'}, ${shapeText(x.sizes)}`,
    });
  }
  return spelledOut(who, entries, rank - used);
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
