import { RuntimeError } from '../core/errors.ts';
import { normalizeDim } from '../core/shape.ts';
import { named } from '../tensor/arguments.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';
import type { ViewLayout } from './families/placement.ts';
import { partialView } from './families/view.ts';
import { wholeNumber } from './families/whole-numbers.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * A view of the diagonal x[i][i + offset] of the matrix, or of every matrix in dimensions `dim1` and `dim2`,
     * as the last dimension.
     *
     * ```ts
     * torch.arange(6).reshape(2, 3).diagonal(1); // → tensor([1, 5])
     * ```
     */
    diagonal(offset?: number | DiagonalArguments, dim1?: number, dim2?: number): Tensor;
  }
}

export interface DiagonalArguments {
  readonly offset?: number;
  readonly dim1?: number;
  readonly dim2?: number;
}

export function diagonal(
  x: Tensor,
  offset?: number | DiagonalArguments,
  dim1?: number | DiagonalArguments,
  dim2?: number | DiagonalArguments,
): Tensor {
  const who = 'diagonal';
  requireTensor(who, x);
  const given = named<DiagonalArguments>(who, ['offset', 'dim1', 'dim2'], 0, [offset, dim1, dim2]);
  const [rows, columns] = matrixDims(who, x.ndim, given.dim1 ?? 0, given.dim2 ?? 1);
  const shift = wholeNumber(who, 'offset', given.offset ?? 0);
  const { sizes } = x;
  return partialView('DiagonalBackward0', x, (strides, start) =>
    diagonalLayout({ sizes, strides, offset: start }, shift, rows, columns),
  );
}

/** The two dimensions of the matrices, which must be two. */
export function matrixDims(who: string, rank: number, dim1: number, dim2: number): [number, number] {
  const rows = normalizeDim(who, dim1, rank);
  const columns = normalizeDim(who, dim2, rank);
  if (rank < 2 || rows === columns) {
    throw new RuntimeError({
      who,
      seen: `dimensions ${dim1} and ${dim2} of a tensor of ${rank}`,
      expected: 'two dimensions, which cannot be identical',
    });
  }
  return [rows, columns];
}

/** Where the diagonal of a layout lies; its dimension comes last. */
export function diagonalLayout(
  { sizes, strides, offset: start }: ViewLayout,
  offset: number,
  rows: number,
  columns: number,
): ViewLayout {
  const height = sizes[rows] as number;
  const width = sizes[columns] as number;
  const down = strides[rows] as number;
  const right = strides[columns] as number;
  const length = Math.max(
    0,
    offset >= 0 ? Math.min(height, width - offset) : Math.min(height + offset, width),
  );
  const others = sizes.map((_, at) => at).filter((at) => at !== rows && at !== columns);
  const skipped = offset >= 0 ? offset * right : -offset * down;
  return {
    sizes: [...others.map((at) => sizes[at] as number), length],
    strides: [...others.map((at) => strides[at] as number), down + right],
    offset: length === 0 ? start : start + skipped,
  };
}

method('diagonal', diagonal);
