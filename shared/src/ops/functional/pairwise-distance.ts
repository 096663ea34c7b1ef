import type { Tensor } from '../../tensor/tensor.ts';
import { add } from '../add.ts';
import { bind } from '../families/bound-arguments.ts';
import { requireTensor } from '../families/operand.ts';
import { norm } from '../norm.ts';
import { sub } from '../sub.ts';

export interface PairwiseDistanceOptions {
  /** Which norm; 2 unless said. */
  readonly p?: number;
  /** Added to every difference, so that the root has a slope at 0; 1e-6 unless said. */
  readonly eps?: number;
  readonly keepdim?: boolean;
}

/**
 * ‖a − b + eps‖ of vectors along the last dimension. The operands broadcast.
 *
 * ```ts
 * F.pairwiseDistance(torch.tensor([[3.5, 4]]), torch.tensor([[0.5, 0]])); // → tensor([5.0000])
 * ```
 */
export function pairwiseDistance(
  a: Tensor,
  b: Tensor,
  p?: number | PairwiseDistanceOptions,
  eps?: number | PairwiseDistanceOptions,
  keepdim?: boolean | PairwiseDistanceOptions,
): Tensor {
  const who = 'pairwiseDistance';
  requireTensor(who, a);
  requireTensor(who, b);
  const given = bind(who, [p, eps, keepdim], ['p', 'eps', 'keepdim']);
  const difference = add(sub(a, b), given.number('eps', 1e-6));
  return norm(difference, given.number('p', 2), { dim: -1, keepdim: given.flag('keepdim', false) });
}
