import { RuntimeError } from '../../core/errors.ts';
import { shapeText } from '../../core/shape.ts';
import { add } from '../../ops/add.ts';
import { clampMin } from '../../ops/clamp-min.ts';
import { bind } from '../../ops/families/bound-arguments.ts';
import { requireTensor } from '../../ops/families/operand.ts';
import { mul } from '../../ops/mul.ts';
import { neg } from '../../ops/neg.ts';
import { sub } from '../../ops/sub.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { Loss } from './loss.ts';
import { requirePair } from './operands.ts';
import { type MarginOptions, reduced, reductionOf } from './reduction.ts';

const names = ['margin', 'reduction'];

/**
 * max(0, −t (a − b) + margin), averaged, of two scores and a target that says which is to be the larger: the first
 * (1) or the second (−1). The margin is 0 unless said. PyTorch's `F.margin_ranking_loss`.
 *
 * ```ts
 * F.marginRankingLoss(torch.tensor([0.5, 2]), torch.tensor([1.5, 1]), torch.tensor([1, 1])); // → tensor(0.5000)
 * ```
 *
 * @throws RuntimeError where the three have different numbers of dimensions.
 */
export function marginRankingLoss(
  a: Tensor,
  b: Tensor,
  target: Tensor,
  margin?: number | MarginOptions,
  options?: MarginOptions,
): Tensor {
  const who = 'marginRankingLoss';
  requirePair(who, a, b);
  requireTensor(who, target);
  const given = bind(who, [margin, options], names);
  if (a.ndim !== b.ndim || a.ndim !== target.ndim) {
    throw new RuntimeError({
      who,
      seen: `sizes: input1: ${shapeText(a.sizes)}, input2: ${shapeText(b.sizes)}, target: ${shapeText(target.sizes)}`,
      expected: 'tensors with the same number of dimensions',
    });
  }
  const lacking = add(mul(neg(target), sub(a, b)), given.number('margin', 0));
  return reduced(clampMin(lacking, 0), reductionOf(who, given));
}

/**
 * Learns an order: L = mean of max(0, −t (a − b) + margin), where t says that the first score is to be the larger
 * (1) or the second (−1). PyTorch's `nn.MarginRankingLoss`.
 *
 * - Args: `margin`; `reduction`, 'mean', 'sum' or 'none'.
 * - Shape: (n,), (n,) and (n,) → a number; with 'none' (n,).
 *
 * ```ts
 * const [a, b, t] = [torch.tensor([0.5, 2]), torch.tensor([1.5, 1]), torch.tensor([1, 1])];
 * new nn.MarginRankingLoss({ margin: 0.5 }).call(a, b, t); // → tensor(0.7500)
 * ```
 */
export class MarginRankingLoss extends Loss {
  margin: number;

  constructor(margin?: number | MarginOptions, options?: MarginOptions) {
    const given = bind('MarginRankingLoss', [margin, options], names);
    super(given);
    this.margin = given.number('margin', 0);
  }

  override forward(a: Tensor, b: Tensor, target: Tensor): Tensor {
    return marginRankingLoss(a, b, target, { margin: this.margin, reduction: this.reduction });
  }
}
