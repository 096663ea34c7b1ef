import { int64, type TypedArray } from '../core/dtype.ts';
import { normalizeDim, parseSizes } from '../core/shape.ts';
import type { Kernel } from '../device/kernel.ts';
import { named } from '../tensor/arguments.ts';
import { type CreationOptions, created, dtypeOption, roomFor, tensor } from '../tensor/creation.ts';
import { record } from '../tensor/graph.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { computed } from './families/computed.ts';
import { inPlaceMethod, method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';
import { wholeNumber } from './families/whole-numbers.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The lower triangle: 0 where the column is beyond row + `diagonal`. More dimensions are a batch of matrices.
     *
     * ```ts
     * torch.ones(2, 3).tril(); // → tensor([[1., 0., 0.],\n        [1., 1., 0.]])
     * ```
     */
    tril(diagonal?: Diagonal): Tensor;
    /** `tril`, in place. */
    tril_(diagonal?: Diagonal): this;
    /** The upper triangle: 0 where the column is before row + `diagonal`. */
    triu(diagonal?: Diagonal): Tensor;
    /** `triu`, in place. */
    triu_(diagonal?: Diagonal): this;
  }
}

/** Which diagonal bounds the triangle: 0 the main one, 1 the one above it, −1 the one below. */
export type Diagonal = number | { readonly diagonal?: number };

export function tril(x: Tensor, diagonal?: Diagonal): Tensor {
  return triangle('tril', 'TrilBackward0', x, diagonal, (row, column, offset) => column <= row + offset);
}

export function triu(x: Tensor, diagonal?: Diagonal): Tensor {
  return triangle('triu', 'TriuBackward0', x, diagonal, (row, column, offset) => column >= row + offset);
}

/** Matrices of which the elements that `keeps` names stay, with 0 elsewhere. */
const kept: Kernel<
  readonly [TypedArray],
  readonly [TypedArray],
  { readonly width: number; readonly height: number; readonly keeps: Keeps; readonly offset: number }
> = {
  name: 'triangle',
  cpu: ([x], [y], { width, height, keeps, offset }) => {
    for (let i = 0; i < y.length; i++) {
      const row = Math.floor(i / width) % height;
      if (keeps(row, i % width, offset)) y[i] = x[i] as number;
    }
  },
};

type Keeps = (row: number, column: number, offset: number) => boolean;

function triangle(
  who: string,
  name: string,
  x: Tensor,
  diagonal: Diagonal | undefined,
  keeps: Keeps,
): Tensor {
  requireTensor(who, x);
  const { diagonal: offset = 0 } = named<{ readonly diagonal?: number }>(who, ['diagonal'], 0, [diagonal]);
  wholeNumber(who, 'diagonal', offset);
  normalizeDim(who, -2, x.ndim);
  const width = x.sizes.at(-1) as number;
  const height = x.sizes.at(-2) as number;
  const y = computed(who, kept, [x], x.dtype, x.sizes, { width, height, keeps, offset });
  return record(y, name, [x], (grad) => [triangle(who, name, grad, offset, keeps)]);
}

/**
 * The places of the lower triangle of a matrix, as two rows: the rows and the columns: `torch.tril_indices`.
 *
 * ```ts
 * torch.trilIndices(2, 2); // → tensor([[0, 1, 1],\n        [0, 0, 1]])
 * ```
 */
export function trilIndices(
  row: number,
  col: number,
  offset?: number | TriangleOptions,
  options?: CreationOptions,
): Tensor {
  return triangleIndices('trilIndices', row, col, offset, options, (i, j, shift) => j <= i + shift);
}

/** The places of the upper triangle of a matrix: `torch.triu_indices`. */
export function triuIndices(
  row: number,
  col: number,
  offset?: number | TriangleOptions,
  options?: CreationOptions,
): Tensor {
  return triangleIndices('triuIndices', row, col, offset, options, (i, j, shift) => j >= i + shift);
}

export interface TriangleOptions extends CreationOptions {
  readonly offset?: number;
}

function triangleIndices(
  who: string,
  row: number,
  col: number,
  offset: number | TriangleOptions | undefined,
  last: CreationOptions | undefined,
  keeps: Keeps,
): Tensor {
  const options: TriangleOptions = { ...(typeof offset === 'object' ? offset : {}), ...last };
  const dtype = dtypeOption(who, options, ['offset', 'dtype', 'requiresGrad', 'device']) ?? int64;
  const shift = typeof offset === 'number' ? offset : (options.offset ?? 0);
  const [height = 0, width = 0] = parseSizes(who, [row, col]);
  wholeNumber(who, 'offset', shift);
  roomFor(who, 2 * height * width, dtype);
  const rows: number[] = [];
  const columns: number[] = [];
  for (let i = 0; i < height; i++) {
    for (let j = 0; j < width; j++) {
      if (!keeps(i, j, shift)) continue;
      rows.push(i);
      columns.push(j);
    }
  }
  return created(tensor([rows, columns], { dtype }), options);
}

method('tril', tril);
method('triu', triu);
inPlaceMethod('tril', tril);
inPlaceMethod('triu', triu);
