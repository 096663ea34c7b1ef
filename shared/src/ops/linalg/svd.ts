import { singularValues } from '../../device/kernels/svd.ts';
import { eye } from '../../tensor/creation.ts';
import { recordAll } from '../../tensor/graph.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { add } from '../add.ts';
import { div } from '../div.ts';
import { runKernel, zerosOn } from '../families/computed.ts';
import { requireMatrices } from '../families/matrices.ts';
import { matmul } from '../matmul.ts';
import { mul } from '../mul.ts';
import { square } from '../square.ts';
import { sub } from '../sub.ts';
import { transpose } from '../transpose.ts';
import { unsqueeze } from '../unsqueeze.ts';

/** A = U diag(S) Vᵀ with k = min(m, n): U (…, m, k), S (…, k) from the largest down, Vᵀ (…, k, n). */
export type Decomposition = readonly [u: Tensor, s: Tensor, vh: Tensor];

/** The thin singular value decomposition of a matrix, or of each in a batch. */
export function thinSvd(who: string, x: Tensor): Decomposition {
  requireMatrices(who, x);
  const batch = x.sizes.slice(0, -2);
  const [m, n] = x.sizes.slice(-2) as [number, number];
  const k = Math.min(m, n);
  const u = zerosOn(x.device, x.dtype, [...batch, m, k]);
  const s = zerosOn(x.device, x.dtype, [...batch, k]);
  const v = zerosOn(x.device, x.dtype, [...batch, n, k]);
  runKernel(who, singularValues, [x.detach()], [u, s, v], { m, n });
  const vh = transpose(v, -2, -1);
  recordAll([u, s, vh], 'LinalgSvdBackward0', [x], (_, node, grads) => [
    gradient([node.result(0), node.result(1), node.result(2)], grads, m, n),
  ]);
  return [u, s, vh];
}

/**
 * U (skew(Uᵀ Gu) / E · S + S · skew(Vᵀ Gv) / E + Gs) Vᵀ with E[i, j] = sⱼ² − sᵢ² and skew(X) = X − Xᵀ, and what lies
 * outside of the spaces that U and V span.
 */
function gradient(
  [u, s, vh]: Decomposition,
  [gradU = null, gradS = null, gradVh = null]: readonly (Tensor | null)[],
  m: number,
  n: number,
): Tensor {
  const uh = transpose(u, -2, -1);
  const v = transpose(vh, -2, -1);
  const row = unsqueeze(s, -2);
  const column = unsqueeze(s, -1);
  const k = s.sizes.at(-1) as number;
  const identity = eye(k, { dtype: s.dtype, device: s.device });
  const gaps = add(sub(square(row), square(column)), identity);
  const terms: Tensor[] = [];
  if (gradS !== null) terms.push(matmul(mul(u, unsqueeze(gradS, -2)), vh));
  if (gradU !== null) {
    const inside = matmul(uh, gradU);
    terms.push(matmul(u, matmul(mul(div(skew(inside), gaps), row), vh)));
    if (m > k) terms.push(matmul(div(sub(gradU, matmul(u, inside)), row), vh));
  }
  if (gradVh !== null) {
    const gradV = transpose(gradVh, -2, -1);
    const inside = matmul(vh, gradV);
    terms.push(matmul(matmul(u, mul(column, div(skew(inside), gaps))), vh));
    if (n > k) terms.push(matmul(u, transpose(div(sub(gradV, matmul(v, inside)), row), -2, -1)));
  }
  return terms.reduce((a, b) => add(a, b));
}

function skew(x: Tensor): Tensor {
  return sub(x, transpose(x, -2, -1));
}
