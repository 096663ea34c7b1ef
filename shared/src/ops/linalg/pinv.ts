import type { FloatArray } from '../../core/dtype.ts';
import type { Kernel } from '../../device/kernel.ts';
import { matrixOf } from '../../device/kernels/eliminate.ts';
import { type MatrixSizes, svd } from '../../device/kernels/svd.ts';
import { record } from '../../tensor/graph.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { add } from '../add.ts';
import { bind } from '../families/bound-arguments.ts';
import { computed } from '../families/computed.ts';
import { requireMatrices } from '../families/matrices.ts';
import { matmul } from '../matmul.ts';
import { sub } from '../sub.ts';
import { transpose } from '../transpose.ts';
import { type Bound, boundFor, boundOf, type RankOptions } from './matrix-rank.ts';

/** As for the rank; `rcond` is the old name of `rtol`. */
export interface PinvOptions extends RankOptions {
  readonly rcond?: number;
}

/**
 * The pseudo-inverse of a matrix (…, m, n), of shape (…, n, m): V S⁺ Uᵀ, where S⁺ inverts the singular values that
 * are not zero. For a matrix that can be inverted it is the inverse; else `pinv(a)` times b solves a x = b as
 * nearly as can be.
 *
 * ```ts
 * torch.linalg.pinv(torch.tensor([[0.5], [0.5]])); // → tensor([[1., 1.]])
 * ```
 */
export function pinv(x: Tensor, rcond?: number | null | PinvOptions, rest?: PinvOptions): Tensor {
  const who = 'linalg.pinv';
  requireMatrices(who, x);
  const given = bind(who, [rcond, rest], ['rcond', 'hermitian', 'atol', 'rtol']);
  const batch = x.sizes.slice(0, -2);
  const [m, n] = x.sizes.slice(-2) as [number, number];
  const share = given.number('rcond', null);
  const bound = share === null ? boundOf(x, given) : { atol: Number.NEGATIVE_INFINITY, rtol: share };
  const y = computed(who, pseudoInverses, [x.detach()], x.dtype, [...batch, n, m], { m, n, bound });
  return record(y, 'LinalgPinvBackward0', [x], (grad, node) => [gradient(grad, node.x, node.y)]);
}

/** V S⁺ Uᵀ of each matrix (m, n), where S⁺ has 1/s for the singular values above the bound; in double precision. */
const pseudoInverses: Kernel<
  readonly [FloatArray],
  readonly [FloatArray],
  MatrixSizes & { readonly bound: Bound }
> = {
  name: 'pinv',
  cpu: ([a], [y], { m, n, bound }) => {
    for (let at = 0, batch = 0; at < y.length; at += m * n, batch++) {
      y.set(pseudoInverse(matrixOf(a, batch, m * n), m, n, bound), at);
    }
  },
};

function pseudoInverse(matrix: Float64Array, m: number, n: number, bound: Bound): Float64Array {
  const { u, s, v } = svd(matrix, m, n);
  const k = s.length;
  const least = boundFor(bound, s[0] ?? 0);
  const out = new Float64Array(m * n);
  for (let r = 0; r < k; r++) {
    const value = s[r] as number;
    if (!(value > least)) continue;
    for (let j = 0; j < n; j++) {
      const factor = (v[j * k + r] as number) / value;
      for (let i = 0; i < m; i++)
        out[j * m + i] = (out[j * m + i] as number) + factor * (u[i * k + r] as number);
    }
  }
  return out;
}

/** With P = A⁺: −Pᵀ G Pᵀ, and what moves the spaces: (1 − A P) Gᵀ P Pᵀ and Pᵀ P Gᵀ (1 − P A). */
function gradient(grad: Tensor, a: Tensor, p: Tensor): Tensor {
  const ph = transpose(p, -2, -1);
  const gh = transpose(grad, -2, -1);
  const left = matmul(matmul(gh, p), ph);
  const right = matmul(matmul(ph, p), gh);
  const inside = matmul(matmul(ph, grad), ph);
  return sub(add(sub(left, matmul(a, matmul(p, left))), sub(right, matmul(matmul(right, p), a))), inside);
}
