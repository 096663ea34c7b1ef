import { RuntimeError } from '../../core/errors.ts';
import { isScalar } from '../../core/python.ts';
import { shapeText } from '../../core/shape.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { bind } from '../families/bound-arguments.ts';
import { requireTensor } from '../families/operand.ts';
import { type MatrixOrder, matrixNorm } from './matrix-norm.ts';
import { type VectorNormOptions, vectorNorm } from './vector-norm.ts';

export interface LinalgNormOptions extends Omit<VectorNormOptions, 'ord'> {
  readonly ord?: MatrixOrder | null;
}

/**
 * A norm of vectors or matrices. Without `ord` it is Euclid's norm of all elements or along `dim`. With `ord` it is
 * `vectorNorm` where `dim` is one dimension or the tensor has one, and `matrixNorm` where there are two.
 *
 * ```ts
 * const x = torch.tensor([[3.5, 0], [0, -4]]);
 * torch.linalg.norm(x, { dim: 1 }); // → tensor([3.5000, 4.0000])
 * torch.linalg.norm(x, 1); // → tensor(4.)
 * ```
 *
 * @throws RuntimeError for an integer or bool tensor, and where `ord` is given and `dim` does not say whether
 * vectors or matrices are meant.
 */
export function norm(
  x: Tensor,
  ord?: MatrixOrder | null | LinalgNormOptions,
  dim?: number | readonly number[] | null | LinalgNormOptions,
  keepdim?: boolean | LinalgNormOptions,
): Tensor {
  const who = 'linalg.norm';
  requireTensor(who, x);
  const given = bind(who, [ord, dim, keepdim], ['ord', 'dim', 'keepdim', 'dtype']);
  const order = given.value('ord');
  const dims = given.dims('dim');
  const rest = { keepdim: given.flag('keepdim', false), dtype: given.dtype('dtype') };
  if (order === null) return vectorNorm(x, 2, { dim: dims, ...rest });
  const count = dims === null ? x.ndim : [dims].flat().length;
  if (count === 2) {
    return matrixNorm(x, order as MatrixOrder, { dim: dims === null ? null : [dims].flat(), ...rest });
  }
  if (count !== 1 || !isScalar(order)) {
    throw new RuntimeError({
      who,
      seen: `ord is ${String(order)}, the input ${shapeText(x.sizes)} is ${x.ndim}D, dim is ${dims ?? 'not given'}`,
      expected: 'two dimensions for the norm of a matrix, one and a number for that of a vector',
      hint: 'give dim',
    });
  }
  return vectorNorm(x, order, { dim: dims, ...rest });
}
