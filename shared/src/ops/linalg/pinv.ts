import { product } from '../../core/shape.ts';
import { svd } from '../../device/cpu/svd.ts';
import { record } from '../../tensor/graph.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { add } from '../add.ts';
import { type BoundArguments, bind } from '../families/bound-arguments.ts';
import { matricesOf, requireMatrices, roundedLike } from '../families/matrices.ts';
import { matmul } from '../matmul.ts';
import { sub } from '../sub.ts';
import { transpose } from '../transpose.ts';
import { type RankOptions, smallest } from './matrix-rank.ts';

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
  const out = new Float64Array(product(batch) * m * n);
  matricesOf(x).each.forEach((matrix, i) => {
    invertInto(out.subarray(i * m * n, (i + 1) * m * n), matrix, x, m, n, given);
  });
  return record(roundedLike(x, out, [...batch, n, m]), 'LinalgPinvBackward0', [x], (grad, node) => [
    gradient(grad, node.x, node.y),
  ]);
}

function invertInto(
  out: Float64Array,
  matrix: Float64Array,
  x: Tensor,
  m: number,
  n: number,
  given: BoundArguments,
): void {
  const { u, s, v } = svd(matrix, m, n);
  const k = s.length;
  const rcond = given.number('rcond', null);
  const bound = rcond === null ? smallest(x, s[0] ?? 0, given) : rcond * (s[0] ?? 0);
  for (let r = 0; r < k; r++) {
    const value = s[r] as number;
    if (!(value > bound)) continue;
    for (let j = 0; j < n; j++) {
      const factor = (v[j * k + r] as number) / value;
      for (let i = 0; i < m; i++)
        out[j * m + i] = (out[j * m + i] as number) + factor * (u[i * k + r] as number);
    }
  }
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
