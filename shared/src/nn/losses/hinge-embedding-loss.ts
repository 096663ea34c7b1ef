import { add } from '../../ops/add.ts';
import { clampMin } from '../../ops/clamp-min.ts';
import { bind } from '../../ops/families/bound-arguments.ts';
import { ne } from '../../ops/ne.ts';
import { sub } from '../../ops/sub.ts';
import { where } from '../../ops/where.ts';
import { zerosLike } from '../../tensor/creation.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { Loss } from './loss.ts';
import { requirePair } from './operands.ts';
import { type MarginOptions, reduced, reductionOf } from './reduction.ts';

const names = ['margin', 'reduction'];

/**
 * For distances x and targets t that say whether a pair is alike (1) or not (−1): x where alike,
 * max(0, margin − x) where not, averaged. The margin is 1 unless said. PyTorch's `F.hinge_embedding_loss`.
 *
 * ```ts
 * F.hingeEmbeddingLoss(torch.tensor([0.5, 0.25]), torch.tensor([1, -1])); // → tensor(0.6250)
 * ```
 */
export function hingeEmbeddingLoss(
  x: Tensor,
  target: Tensor,
  margin?: number | MarginOptions,
  options?: MarginOptions,
): Tensor {
  const who = 'hingeEmbeddingLoss';
  requirePair(who, x, target);
  const given = bind(who, [margin, options], names);
  const zeros = zerosLike(x);
  const unlike = where(ne(target, 1), clampMin(sub(given.number('margin', 1), x), 0), zeros);
  const alike = where(ne(target, -1), x, zeros);
  return reduced(add(unlike, alike), reductionOf(who, given));
}

/**
 * Learns distances: small for pairs that are alike (t = 1), at least `margin` for others (t = −1). L = mean of x
 * or of max(0, margin − x). PyTorch's `nn.HingeEmbeddingLoss`.
 *
 * - Args: `margin`; `reduction`, 'mean', 'sum' or 'none'.
 * - Shape: any, and the same → a number; with 'none' the shape of the inputs.
 *
 * ```ts
 * new nn.HingeEmbeddingLoss().call(torch.tensor([0.5, 0.25]), torch.tensor([1, -1])); // → tensor(0.6250)
 * ```
 */
export class HingeEmbeddingLoss extends Loss {
  margin: number;

  constructor(margin?: number | MarginOptions, options?: MarginOptions) {
    const given = bind('HingeEmbeddingLoss', [margin, options], names);
    super(given);
    this.margin = given.number('margin', 1);
  }

  override forward(x: Tensor, target: Tensor): Tensor {
    return hingeEmbeddingLoss(x, target, { margin: this.margin, reduction: this.reduction });
  }
}
