import type { Dtype } from '../../core/dtype.ts';
import { ArgumentError, describe } from '../../core/errors.ts';
import { isScalar, type Scalar, scalarNumber } from '../../core/python.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { bind } from '../families/bound-arguments.ts';
import { requireTensor } from '../families/operand.ts';
import { vectorNorm as norm } from '../families/vector-norm.ts';

export interface VectorNormOptions {
  readonly ord?: Scalar | null;
  readonly dim?: number | readonly number[] | null;
  readonly keepdim?: boolean;
  readonly dtype?: Dtype | null;
}

/**
 * The norm (Σ |x|ᵒʳᵈ)^(1/ord) of all elements, as if they were one vector, or of those along `dim`: `ord` is 2
 * unless said. `x.norm(p)` under another name.
 *
 * ```ts
 * torch.linalg.vectorNorm(torch.tensor([3.5, -4, 1]), Infinity); // → tensor(4.)
 * ```
 *
 * @throws RuntimeError for an integer or bool tensor.
 */
export function vectorNorm(
  x: Tensor,
  ord?: Scalar | null | VectorNormOptions,
  dim?: number | readonly number[] | null | VectorNormOptions,
  keepdim?: boolean | VectorNormOptions,
): Tensor {
  const who = 'linalg.vectorNorm';
  requireTensor(who, x);
  const given = bind(who, [ord, dim, keepdim], ['ord', 'dim', 'keepdim', 'dtype']);
  const order = given.value('ord') ?? 2;
  if (!isScalar(order)) {
    throw new ArgumentError({ who, seen: `ord is ${describe(order)}`, expected: 'a number' });
  }
  return norm(who, 'LinalgVectorNormBackward0', x, scalarNumber(order), {
    dim: given.dims('dim'),
    keepdim: given.flag('keepdim', false),
    dtype: given.dtype('dtype') ?? x.dtype,
  });
}
