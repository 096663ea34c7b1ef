import { describe, RuntimeError, ValueError } from '../../core/errors.ts';
import { isScalar, type Scalar, scalarNumber } from '../../core/python.ts';
import { normalizeDims, shapeText } from '../../core/shape.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { abs } from '../abs.ts';
import { amax } from '../amax.ts';
import { amin } from '../amin.ts';
import { bind } from '../families/bound-arguments.ts';
import { requireTensor } from '../families/operand.ts';
import { lanesOf } from '../families/reduction.ts';
import { permute } from '../permute.ts';
import { reshape } from '../reshape.ts';
import { sum } from '../sum.ts';
import { convert } from '../to.ts';
import { svdvals } from './svdvals.ts';
import { type VectorNormOptions, vectorNorm } from './vector-norm.ts';

/** Which norm of a matrix: 'fro' (the root of the sum of squares), 'nuc', ±1, ±2 or ±Infinity. */
export type MatrixOrder = 'fro' | 'nuc' | Scalar;

export interface MatrixNormOptions extends Omit<VectorNormOptions, 'ord' | 'dim'> {
  readonly ord?: MatrixOrder | null;
  readonly dim?: readonly number[] | null;
}

/**
 * The norm of a matrix, or of each in a batch; `dim` are the rows and the columns, the last two unless said.
 * `ord` 'fro', unless said, is the root of the sum of squares, 1 the largest sum |x| of a column, Infinity that of
 * a row, 2 the largest singular value, 'nuc' the sum of them; −1, −Infinity and −2 are the smallest of each.
 *
 * ```ts
 * torch.linalg.matrixNorm(torch.tensor([[1.5, -2], [3, 4]]), 1); // → tensor(6.)
 * ```
 *
 * @throws RuntimeError for a tensor of fewer than two dimensions, or an integer or bool tensor.
 */
export function matrixNorm(
  x: Tensor,
  ord?: MatrixOrder | null | MatrixNormOptions,
  dim?: readonly number[] | null | MatrixNormOptions,
  keepdim?: boolean | MatrixNormOptions,
): Tensor {
  const who = 'linalg.matrixNorm';
  requireTensor(who, x);
  const given = bind(who, [ord, dim, keepdim], ['ord', 'dim', 'keepdim', 'dtype']);
  const dims = [given.dims('dim') ?? [-2, -1]].flat();
  if (dims.length !== 2 || x.ndim < 2) {
    throw new RuntimeError({
      who,
      seen: `${shapeText(x.sizes)} and dim ${shapeText(dims)}`,
      expected: 'a matrix, or a batch of them, and two dimensions',
    });
  }
  const [rows, columns] = normalizeDims(who, dims, x.ndim) as [number, number];
  const matrices = convert(x, given.dtype('dtype') ?? x.dtype);
  const order = given.value('ord') ?? 'fro';
  const options = { dim: [rows, columns], keepdim: given.flag('keepdim', false) };
  if (order === 'fro') return vectorNorm(matrices, 2, options);
  const y = normOf(who, matrices, order, rows, columns);
  return reshape(y, lanesOf(who, x, options).sizes);
}

function normOf(who: string, x: Tensor, order: unknown, rows: number, columns: number): Tensor {
  const p = isScalar(order) ? scalarNumber(order) : order;
  const extreme = typeof p === 'number' && p < 0 ? amin : amax;
  switch (p) {
    case 1:
    case -1:
      return extreme(sum(abs(x), rows, true), columns, true);
    case Number.POSITIVE_INFINITY:
    case Number.NEGATIVE_INFINITY:
      return extreme(sum(abs(x), columns, true), rows, true);
    case 2:
    case -2:
      return extreme(singularValues(x, rows, columns), -1);
    case 'nuc':
      return sum(singularValues(x, rows, columns), -1);
  }
  throw new ValueError({
    who,
    seen: `ord is ${describe(order)}`,
    expected: "'fro', 'nuc', 1, -1, 2, -2, Infinity or -Infinity",
  });
}

function singularValues(x: Tensor, rows: number, columns: number): Tensor {
  const batch = [...x.sizes.keys()].filter((dim) => dim !== rows && dim !== columns);
  return svdvals(permute(x, [...batch, rows, columns]));
}
