import { type Dtype, int64 } from '../../core/dtype.ts';
import { IndexError, RuntimeError } from '../../core/errors.ts';
import { positionsOf } from '../../core/layout.ts';
import { contiguousStrides, sameSizes, shapeText } from '../../core/shape.ts';
import { newInt32Array } from '../../core/small-arrays.ts';
import { elementsOf } from '../../tensor/elements.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { requireTensor } from './operand.ts';

/*
 * Which elements an operation is about, as positions: element (i, j, …) of a tensor counted in row-major order of
 * its shape. What is done with them (picked, placed, replaced, added to) is for placement.ts and replacement.ts.
 */

/**
 * The elements whose coordinate along every dimension stands in that dimension's list, in the order of the lists;
 * null stands for all coordinates.
 */
export function gridPositions(
  sizes: readonly number[],
  lists: readonly (ArrayLike<number> | null)[],
): Int32Array {
  const strides = contiguousStrides(sizes);
  let positions = Int32Array.of(0);
  for (let dim = 0; dim < sizes.length; dim++) {
    const list = lists[dim] ?? null;
    const length = list === null ? (sizes[dim] as number) : list.length;
    const step = strides[dim] as number;
    const next = newInt32Array(positions.length * length);
    let at = 0;
    for (const start of positions) {
      for (let i = 0; i < length; i++) next[at++] = start + (list === null ? i : (list[i] as number)) * step;
    }
    positions = next;
  }
  return positions;
}

/**
 * The elements of the slices `chosen` along one dimension; the list itself where each slice is one element. A 0-d tensor
 * is its only slice.
 */
export function slicePositions(sizes: readonly number[], dim: number, chosen: ArrayLike<number>): Int32Array {
  const size = sizes[dim] ?? 1;
  let outer = 1;
  let inner = 1;
  for (let at = 0; at < sizes.length; at++) {
    if (at < dim) outer *= sizes[at] as number;
    else if (at > dim) inner *= sizes[at] as number;
  }
  if (outer === 1 && inner === 1 && chosen instanceof Int32Array) return chosen;
  const positions = newInt32Array(outer * chosen.length * inner);
  let at = 0;
  for (let part = 0; part < outer; part++) {
    for (let k = 0; k < chosen.length; k++) {
      const start = (part * size + (chosen[k] as number)) * inner;
      for (let i = 0; i < inner; i++) positions[at++] = start + i;
    }
  }
  return positions;
}

/** The shape with another size at `dim`; a 0-d shape stays. */
export function resized(sizes: readonly number[], dim: number, size: number): number[] {
  return sizes.map((own, at) => (at === dim ? size : own));
}

/**
 * The elements (i, …, index[i, …, j], …, j) of a tensor of shape `sizes`: one for each element of `index`, which
 * replaces the coordinate along `dim`. The way of gather and scatter.
 *
 * @throws RuntimeError for an index that is not int64, out of range, or larger than the tensor elsewhere.
 */
export function positionsAlong(
  who: string,
  sizes: readonly number[],
  dim: number,
  index: Tensor,
): Int32Array {
  requireTensor(who, index);
  requireIndexDtype(who, index, [int64]);
  if (index.numel() === 0) return new Int32Array(0);
  const rank = Math.max(sizes.length, 1);
  if (
    Math.max(index.ndim, 1) !== rank ||
    index.sizes.some((size, at) => at !== dim && size > (sizes[at] ?? 1))
  ) {
    throw new RuntimeError({
      who,
      seen: `input ${shapeText(sizes)}, index ${shapeText(index.sizes)}, dim ${dim}`,
      expected: `an index of ${rank} dimension${rank === 1 ? '' : 's'}, no larger than the input apart from dimension ${dim}`,
    });
  }
  const strides = contiguousStrides(sizes);
  const positions = positionsOf({
    sizes: index.sizes,
    strides: index.sizes.map((_, at) => (at === dim ? 0 : (strides[at] ?? 0))),
    offset: 0,
  });
  const size = sizes[dim] ?? 1;
  const step = strides[dim] ?? 1;
  const chosen = elementsOf(index);
  for (let i = 0; i < positions.length; i++) {
    const k = Number(chosen[i]);
    if (k < 0 || k >= size) {
      throw new RuntimeError({
        who,
        seen: `index ${k} is out of bounds for dimension ${dim} with size ${size}`,
      });
    }
    positions[i] = (positions[i] as number) + k * step;
  }
  return positions;
}

/** The first elements of a tensor of shape `sizes` along every dimension, as many as `part` has. */
export function cornerPositions(sizes: readonly number[], part: readonly number[]): Int32Array | null {
  if (sameSizes(sizes, part)) return null;
  return positionsOf({ sizes: part, strides: contiguousStrides(sizes), offset: 0 });
}

/** What `readIndices` takes beyond plain indices from 0. */
export interface IndexRules {
  /** Whether −1 is the last. */
  readonly negative?: boolean;
  /** What the indices count; `dimension 0` unless said. */
  readonly of?: string;
}

/**
 * A tensor of indices as numbers from 0 to size − 1.
 *
 * @throws RuntimeError for another dtype, IndexError for an index out of range.
 */
export function readIndices(
  who: string,
  index: Tensor,
  size: number,
  dtypes: readonly Dtype[],
  { negative = false, of = 'dimension 0' }: IndexRules = {},
): Int32Array {
  requireTensor(who, index);
  requireIndexDtype(who, index, dtypes);
  const elements = elementsOf(index);
  const indices = newInt32Array(elements.length);
  for (let i = 0; i < indices.length; i++) {
    const k = Number(elements[i]);
    if (k >= size || k < (negative ? -size : 0)) {
      throw new IndexError({
        who,
        seen: `index ${k} is out of bounds for ${of} with size ${size}`,
        expected:
          size === 0
            ? 'no index at all: there are no elements'
            : `an index from ${negative ? -size : 0} to ${size - 1}`,
      });
    }
    indices[i] = k < 0 ? k + size : k;
  }
  return indices;
}

/** As `readIndices`, for a list of slices along a dimension: the index has one dimension at most. */
export function readSlices(
  who: string,
  sizes: readonly number[],
  dim: number,
  index: Tensor,
  dtypes: readonly Dtype[],
  rules: IndexRules = {},
): Int32Array {
  requireTensor(who, index);
  if (index.ndim > 1) {
    throw new IndexError({
      who,
      seen: `an index of shape ${shapeText(index.sizes)}`,
      expected: 'an index of one dimension: a list of slices',
    });
  }
  return readIndices(who, index, sizes[dim] ?? 1, dtypes, { ...rules, of: `dimension ${dim}` });
}

function requireIndexDtype(who: string, index: Tensor, dtypes: readonly Dtype[]): void {
  if (dtypes.includes(index.dtype)) return;
  throw new RuntimeError({
    who,
    seen: `an index of dtype ${index.dtype}`,
    expected: `Expected dtype ${dtypes.map(({ name }) => name).join(' or ')} for index`,
    hint: 'convert with .long()',
  });
}

/** 0, 1, …, count − 1. */
export function firstPositions(count: number): Int32Array {
  const positions = newInt32Array(count);
  for (let i = 0; i < count; i++) positions[i] = i;
  return positions;
}

/** The positions at which the elements of a mask are not 0. */
export function truePositions(mask: ArrayLike<number | bigint>): Int32Array {
  const found: number[] = [];
  for (let i = 0; i < mask.length; i++) if (Number(mask[i]) !== 0) found.push(i);
  return Int32Array.from(found);
}
