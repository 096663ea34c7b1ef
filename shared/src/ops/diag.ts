import { RuntimeError } from '../core/errors.ts';
import { positionsOf } from '../core/layout.ts';
import { contiguousStrides, product } from '../core/shape.ts';
import { named } from '../tensor/arguments.ts';
import { roomFor } from '../tensor/creation.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { type DiagonalArguments, diagonalLayout, matrixDims } from './diagonal.ts';
import { method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';
import { picked, placed } from './families/placement.ts';
import { wholeNumber } from './families/whole-numbers.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The square matrix with this vector on a diagonal, or the diagonal of this matrix, as a copy. Diagonal 1 is
     * the one above the main diagonal, −1 the one below.
     *
     * ```ts
     * torch.tensor([1, 2]).diag(); // → tensor([[1, 0],\n        [0, 2]])
     * torch.tensor([[1, 2], [3, 4]]).diag(); // → tensor([1, 4])
     * ```
     */
    diag(diagonal?: number | { readonly diagonal?: number }): Tensor;
    /**
     * Matrices with the vectors of the last dimension on a diagonal; their dimensions stand at `dim1` and `dim2` of
     * the result, the last two unless said.
     *
     * ```ts
     * torch.tensor([[1, 2], [3, 4]]).diagEmbed().shape; // → torch.Size([2, 2, 2])
     * ```
     */
    diagEmbed(offset?: number | DiagonalArguments, dim1?: number, dim2?: number): Tensor;
  }
}

export function diag(x: Tensor, diagonal?: number | { readonly diagonal?: number }): Tensor {
  const who = 'diag';
  requireTensor(who, x);
  const given = named<{ readonly diagonal?: number }>(who, ['diagonal'], 0, [diagonal]);
  const offset = wholeNumber(who, 'diagonal', given.diagonal ?? 0);
  if (x.ndim === 1) return onDiagonals('DiagBackward0', x, offset, 0, 1);
  if (x.ndim !== 2) {
    throw new RuntimeError({
      who,
      seen: `a tensor of ${x.ndim} dimensions`,
      expected: 'a matrix or a vector',
    });
  }
  const plain = { sizes: x.sizes, strides: contiguousStrides(x.sizes), offset: 0 };
  const layout = diagonalLayout(plain, offset, 0, 1);
  return picked('DiagBackward0', x, positionsOf(layout), layout.sizes);
}

export function diagEmbed(
  x: Tensor,
  offset?: number | DiagonalArguments,
  dim1?: number | DiagonalArguments,
  dim2?: number | DiagonalArguments,
): Tensor {
  const who = 'diagEmbed';
  requireTensor(who, x);
  const given = named<DiagonalArguments>(who, ['offset', 'dim1', 'dim2'], 0, [offset, dim1, dim2]);
  const [rows, columns] = matrixDims(who, x.ndim + 1, given.dim1 ?? -2, given.dim2 ?? -1);
  return onDiagonals('DiagEmbedBackward0', x, wholeNumber(who, 'offset', given.offset ?? 0), rows, columns);
}

/** Square matrices, in two dimensions of the result, with the vectors of the last dimension on a diagonal. */
function onDiagonals(name: string, x: Tensor, offset: number, rows: number, columns: number): Tensor {
  const side = (x.sizes.at(-1) as number) + Math.abs(offset);
  const sizes = x.sizes.slice(0, -1);
  for (const dim of [rows, columns].sort((a, b) => a - b)) sizes.splice(dim, 0, side);
  roomFor('diag', product(sizes), x.dtype);
  const plain = { sizes, strides: contiguousStrides(sizes), offset: 0 };
  return placed(x, positionsOf(diagonalLayout(plain, offset, rows, columns)), sizes, name);
}

method('diag', diag);
method('diagEmbed', diagEmbed);
