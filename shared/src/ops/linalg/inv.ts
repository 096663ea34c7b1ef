import { int32 } from '../../core/dtype.ts';
import { LinAlgError } from '../../core/errors.ts';
import { solveMatrices } from '../../device/kernels/eliminate.ts';
import { eye } from '../../tensor/creation.ts';
import { record } from '../../tensor/graph.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { expand } from '../expand.ts';
import { runKernel, zerosOn } from '../families/computed.ts';
import { requireMatrices, requireSquare, requireSuccess } from '../families/matrices.ts';
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
  const batch = x.sizes.slice(0, -2);
  const identity = eye(n, { dtype: x.dtype, device: x.device });
  const y = zerosOn(x.device, x.dtype, x.sizes);
  const pivots = zerosOn(x.device, int32, batch);
  const inputs = [x.detach(), expand(who, identity, x.sizes)] as const;
  runKernel(who, solveMatrices, inputs, [y, pivots], { n, m: n });
  requireSuccess(pivots, x.ndim > 2, (pivot, where) => {
    return new LinAlgError({
      who,
      seen: `${where}the diagonal element ${pivot} is zero`,
      expected: 'a matrix that can be inverted; the input matrix is singular',
      hint: 'linalg.pinv has a pseudo-inverse for every matrix',
    });
  });
  return record(y, 'LinalgInvExBackward0', [x], (grad, { y }) => {
    const turned = transpose(y, -2, -1);
    return [neg(matmul(matmul(turned, grad), turned))];
  });
}
