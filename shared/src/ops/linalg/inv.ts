import { LinAlgError } from '../../core/errors.ts';
import { eliminate } from '../../device/cpu/eliminate.ts';
import { record } from '../../tensor/graph.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { matricesOf, requireMatrices, requireSquare, roundedLike } from '../families/matrices.ts';
import { matmul } from '../matmul.ts';
import { neg } from '../neg.ts';
import { transpose } from '../transpose.ts';

/**
 * The inverse of a square matrix, or of each in a batch (…, n, n).
 *
 * ```ts
 * torch.linalg.inv(torch.tensor([[2.0, 0], [0, 0.5]])); // → tensor([[0.5000, 0.0000],\n        [0.0000, 2.0000]])
 * ```
 *
 * @throws LinAlgError for a singular matrix; RuntimeError for one that is not square, or no floats.
 */
export function inv(x: Tensor): Tensor {
  return inverted('linalg.inv', x);
}

/** With Y = A⁻¹: dL/dA = −Yᵀ G Yᵀ. */
export function inverted(who: string, x: Tensor): Tensor {
  requireMatrices(who, x);
  requireSquare(who, x);
  const n = x.sizes.at(-1) as number;
  const { all, each } = matricesOf(x);
  const inverses = new Float64Array(all.length);
  each.forEach((matrix, batch) => {
    const inverse = inverses.subarray(batch * n * n, (batch + 1) * n * n);
    for (let i = 0; i < n; i++) inverse[i * n + i] = 1;
    const { zeroPivot } = eliminate(matrix, inverse, n, n);
    if (zeroPivot !== 0) {
      throw new LinAlgError({
        who,
        seen: `${x.ndim > 2 ? `(Batch element ${batch}): ` : ''}the diagonal element ${zeroPivot} is zero`,
        expected: 'a matrix that can be inverted; the input matrix is singular',
        hint: 'linalg.pinv has a pseudo-inverse for every matrix',
      });
    }
  });
  return record(roundedLike(x, inverses, x.sizes), 'LinalgInvExBackward0', [x], (grad, { y }) => {
    const turned = transpose(y, -2, -1);
    return [neg(matmul(matmul(turned, grad), turned))];
  });
}
