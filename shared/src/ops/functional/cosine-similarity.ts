import { resultType } from '../../core/promotion.ts';
import { broadcastSizes } from '../../core/shape.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { add } from '../add.ts';
import { clampMin } from '../clamp-min.ts';
import { div } from '../div.ts';
import { expand } from '../expand.ts';
import { bind } from '../families/bound-arguments.ts';
import { dtypeComplaint, requireTensor } from '../families/operand.ts';
import { vectorNorm } from '../linalg/vector-norm.ts';
import { mul } from '../mul.ts';
import { sub } from '../sub.ts';
import { sum } from '../sum.ts';
import { convert } from '../to.ts';

export interface CosineSimilarityOptions {
  /** The dimension of the vectors; 1 unless said. */
  readonly dim?: number;
  /** What is divided by at least; 1e-8 unless said. */
  readonly eps?: number;
}

/**
 * a · b / (max(‖a‖, eps) · max(‖b‖, eps)) of vectors along `dim`: 1 where they point the same way, 0 where they are
 * at right angles. The operands broadcast.
 *
 * ```ts
 * F.cosineSimilarity(torch.tensor([[1.5, 0]]), torch.tensor([[2.5, 2.5]])); // → tensor([0.7071])
 * ```
 *
 * @throws RuntimeError for two integer tensors.
 */
export function cosineSimilarity(
  a: Tensor,
  b: Tensor,
  dim?: number | CosineSimilarityOptions,
  eps?: number | CosineSimilarityOptions,
): Tensor {
  const who = 'cosineSimilarity';
  requireTensor(who, a);
  requireTensor(who, b);
  const given = bind(who, [dim, eps], ['dim', 'eps']);
  const at = given.whole('dim', 1);
  const bound = given.number('eps', 1e-8);
  const dtype = resultType(a, b);
  if (!dtype.isFloatingPoint) throw dtypeComplaint(who, dtype, 'expected common dtype to be floating point');
  const sizes = broadcastSizes(who, a.sizes, b.sizes);
  const [u, v] = [a, b].map((x) => unit(expand(who, convert(x, dtype), sizes), at, bound)) as [
    Tensor,
    Tensor,
  ];
  return sum(mul(u, v), at);
}

/** x / max(‖x‖, eps), where the bound leaves the gradient of the norm as it is. */
function unit(x: Tensor, dim: number, eps: number): Tensor {
  const length = vectorNorm(x, 2, dim, true);
  const plain = length.detach();
  return div(x, add(length, sub(clampMin(plain, eps), plain)));
}
