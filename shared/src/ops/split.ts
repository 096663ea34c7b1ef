import { ArgumentError, describe, RuntimeError } from '../core/errors.ts';
import { normalizeDim, shapeText } from '../core/shape.ts';
import { named } from '../tensor/arguments.ts';
import { roomFor } from '../tensor/creation.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { cat } from './cat.ts';
import { method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';
import { resized } from './families/positions.ts';
import { partialViews } from './families/view.ts';
import { wholeNumber } from './families/whole-numbers.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * Views of the tensor cut along `dim` into pieces of `size`, the last one perhaps smaller, or into pieces of
     * the sizes in a list.
     *
     * ```ts
     * torch.arange(5).split(2).map((part) => part.tolist()); // → [ [ 0, 1 ], [ 2, 3 ], [ 4 ] ]
     * ```
     *
     * @throws RuntimeError for a list of sizes whose sum is not the size of the dimension.
     */
    split(size: number | readonly number[], dim?: number | { readonly dim?: number }): readonly Tensor[];
    /**
     * Views of the tensor cut along `dim` into `chunks` pieces of one size, the last one perhaps smaller; there may
     * be fewer where that size covers the dimension sooner.
     *
     * ```ts
     * torch.arange(5).chunk(2).map((part) => part.tolist()); // → [ [ 0, 1, 2 ], [ 3, 4 ] ]
     * ```
     */
    chunk(chunks: number, dim?: number | { readonly dim?: number }): readonly Tensor[];
  }
}

interface SplitArguments {
  readonly splitSizeOrSections: number | readonly number[];
  readonly dim?: number;
}

export function split(
  x: Tensor,
  size: number | readonly number[],
  dim?: number | { readonly dim?: number },
): readonly Tensor[] {
  const who = 'split';
  const names = ['splitSizeOrSections', 'dim'] as const;
  const given = named<SplitArguments>(who, names, 1, [size, dim]);
  const at = splitDim(who, x, given.dim ?? 0);
  const total = x.sizes[at] as number;
  const asked = given.splitSizeOrSections;
  if (typeof asked !== 'number') {
    if (!Array.isArray(asked) || asked.some((part) => !Number.isInteger(part) || part < 0)) {
      throw new ArgumentError({ who, seen: describe(asked), expected: 'a size or a list of sizes' });
    }
    if (asked.reduce((sum, part) => sum + part, 0) !== total) {
      throw new RuntimeError({
        who,
        seen: `split sizes [${asked.join(', ')}] for size ${total} at dimension ${given.dim ?? 0} of ${shapeText(x.sizes)}`,
        expected: `sizes that sum exactly to ${total}`,
      });
    }
    return cut('SplitWithSizesBackward0', x, at, asked);
  }
  if (!Number.isInteger(asked) || asked < 0 || (asked === 0 && total !== 0)) {
    throw new RuntimeError({
      who,
      seen: `the split size ${asked} at dimension ${at} of size ${total}`,
      expected: 'a positive whole number',
    });
  }
  return cut('SplitBackward0', x, at, pieces(total, asked));
}

interface ChunkArguments {
  readonly chunks: number;
  readonly dim?: number;
}

export function chunk(
  x: Tensor,
  chunks: number,
  dim?: number | { readonly dim?: number },
): readonly Tensor[] {
  const who = 'chunk';
  const given = named<ChunkArguments>(who, ['chunks', 'dim'], 1, [chunks, dim]);
  const at = splitDim(who, x, given.dim ?? 0);
  if (wholeNumber(who, 'chunks', given.chunks) <= 0) {
    throw new RuntimeError({
      who,
      seen: `chunks is ${given.chunks}`,
      expected: 'chunks to be greater than 0',
    });
  }
  const total = x.sizes[at] as number;
  // Nothing can be cut only into nothings: then there are as many as asked.
  const sizes =
    total === 0
      ? new Array<number>(roomFor(who, given.chunks, x.dtype)).fill(0)
      : pieces(total, Math.ceil(total / given.chunks));
  return cut('SplitBackward0', x, at, sizes);
}

function splitDim(who: string, x: Tensor, dim: number): number {
  requireTensor(who, x);
  if (x.ndim === 0) {
    throw new RuntimeError({ who, seen: 'a 0-d tensor', expected: 'at least a 1-dimensional tensor' });
  }
  return normalizeDim(who, dim, x.ndim);
}

function pieces(total: number, size: number): number[] {
  const count = Math.max(1, Math.ceil(total / size) || 1);
  return Array.from({ length: count }, (_, i) => Math.min(size, total - i * size));
}

function cut(name: string, x: Tensor, dim: number, pieceSizes: readonly number[]): readonly Tensor[] {
  let start = 0;
  const layouts = pieceSizes.map((size) => {
    const offset = x.offset + start * (x.strides[dim] as number);
    start += size;
    return { sizes: resized(x.sizes, dim, size), strides: x.strides, offset };
  });
  return partialViews(name, x, layouts, (grads) => cat(grads, dim));
}

method('split', split);
method('chunk', chunk);
