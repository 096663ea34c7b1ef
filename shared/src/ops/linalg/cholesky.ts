import { int32 } from '../../core/dtype.ts';
import { LinAlgError } from '../../core/errors.ts';
import { choleskyFactors } from '../../device/kernels/cholesky.ts';
import { record } from '../../tensor/graph.ts';
import { fromElements, type Tensor } from '../../tensor/tensor.ts';
import { add } from '../add.ts';
import { bind } from '../families/bound-arguments.ts';
import { runKernel, zerosOn } from '../families/computed.ts';
import { requireMatrices, requireSquare, requireSuccess } from '../families/matrices.ts';
import { matmul } from '../matmul.ts';
import { mul } from '../mul.ts';
import { transpose } from '../transpose.ts';
import { inverted } from './inv.ts';

/** Whether the upper triangle Lᵀ is wanted. */
export interface CholeskyOptions {
  readonly upper?: boolean;
}

/**
 * The lower triangular L with A = L Lᵀ, for a symmetric, positive-definite A (…, n, n). Only the lower triangle of A
 * is read.
 *
 * ```ts
 * torch.linalg.cholesky(torch.tensor([[4.0, 1], [1, 6.5]])); // → tensor([[2.0000, 0.0000],\n        [0.5000, 2.5000]])
 * ```
 *
 * @throws LinAlgError where A is not positive-definite.
 */
export function cholesky(x: Tensor, options?: CholeskyOptions): Tensor {
  const who = 'linalg.cholesky';
  requireMatrices(who, x);
  requireSquare(who, x);
  const upper = bind(who, [options], ['upper']).flag('upper', false);
  const n = x.sizes.at(-1) as number;
  const l = zerosOn(x.device, x.dtype, x.sizes);
  const minors = zerosOn(x.device, int32, x.sizes.slice(0, -2));
  const inputs = [upper ? transpose(x.detach(), -2, -1) : x] as const;
  runKernel(who, choleskyFactors, inputs, [l, minors], { n });
  requireSuccess(minors, x.ndim > 2, (minor, where) => {
    return new LinAlgError({
      who,
      seen:
        `${where}the factorization could not be completed because the input is not ` +
        `positive-definite (the leading minor of order ${minor} is not positive-definite)`,
    });
  });
  const lower = record(l, 'LinalgCholeskyExBackward0', [x], (grad, { y }) => [gradient(grad, y)]);
  return upper ? transpose(lower, -2, -1) : lower;
}

/** ½ L⁻ᵀ (P + Pᵀ) L⁻¹, where P is the lower triangle of Lᵀ G with half of its diagonal. */
function gradient(grad: Tensor, lower: Tensor): Tensor {
  const product = mul(matmul(transpose(lower, -2, -1), grad), lowerHalf(lower));
  const symmetric = mul(add(product, transpose(product, -2, -1)), 0.5);
  const inverse = inverted('linalg.cholesky', lower);
  return matmul(matmul(transpose(inverse, -2, -1), symmetric), inverse);
}

/** 1 below the diagonal, ½ on it, 0 above. */
function lowerHalf({ device, dtype, sizes }: Tensor): Tensor {
  const n = sizes.at(-1) as number;
  const weights = dtype.allocate(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) weights[i * n + j] = i === j ? 0.5 : 1;
  }
  return fromElements(weights, dtype, [n, n], device);
}
