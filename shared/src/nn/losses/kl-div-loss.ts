import { div } from '../../ops/div.ts';
import { exp } from '../../ops/exp.ts';
import { bind } from '../../ops/families/bound-arguments.ts';
import { mul } from '../../ops/mul.ts';
import { sub } from '../../ops/sub.ts';
import { sum } from '../../ops/sum.ts';
import { xlogy } from '../../ops/xlogy.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { Loss } from './loss.ts';
import { requirePair } from './operands.ts';
import { type Reduction, reduced, reductionOf } from './reduction.ts';
import { warnOnce } from './warn-once.ts';

export interface KLDivLossOptions {
  /** 'batchmean' divides the sum by the number of rows; 'mean', the default, by that of the elements. */
  readonly reduction?: Reduction | 'batchmean';
  /** Whether the target, too, is of log-probabilities. */
  readonly logTarget?: boolean;
}

const names = ['reduction', 'logTarget'];

/**
 * Kullback-Leibler divergence of log-probabilities x from probabilities t: t (log t − x), averaged. Only
 * 'batchmean' is the divergence of mathematics, and 'mean' warns of it. PyTorch's `F.kl_div`.
 *
 * ```ts
 * const x = torch.tensor([[0.25, 0.75]]).log();
 * F.klDiv(x, torch.tensor([[0.5, 0.5]]), { reduction: 'batchmean' }); // → tensor(0.1438)
 * ```
 */
export function klDiv(
  x: Tensor,
  target: Tensor,
  reduction?: Reduction | 'batchmean' | KLDivLossOptions,
  logTarget?: boolean | KLDivLossOptions,
): Tensor {
  const who = 'klDiv';
  requirePair(who, x, target);
  const given = bind(who, [reduction, logTarget], names);
  const each = given.flag('logTarget', false)
    ? mul(exp(target), sub(target, x))
    : sub(xlogy(target, target), mul(target, x));
  if (given.text('reduction') === 'batchmean') {
    const total = sum(each);
    return x.ndim === 0 ? total : div(total, x.sizes[0] as number);
  }
  const asked = reductionOf(who, given);
  if (asked === 'mean') {
    warnOnce(
      "reduction: 'mean' divides the total loss by both the batch size and the support size. 'batchmean' divides " +
        "only by the batch size, and aligns with the KL div math definition. 'mean' will be changed to behave the " +
        "same as 'batchmean' in the next major release.",
    );
  }
  return reduced(each, asked);
}

/**
 * Kullback-Leibler divergence: L = Σ t (log t − x) / n, how much is lost where t is taken for eˣ. PyTorch's
 * `nn.KLDivLoss`.
 *
 * - Args: `reduction`, 'batchmean' (the divergence), 'mean', 'sum' or 'none'; `logTarget`, whether the target is of
 *   log-probabilities as well.
 * - Shape: any, and the same → a number; with 'none' the shape of the inputs.
 *
 * ```ts
 * const loss = new nn.KLDivLoss({ reduction: 'batchmean' });
 * loss.call(torch.tensor([[0.25, 0.75]]).log(), torch.tensor([[0.5, 0.5]])); // → tensor(0.1438)
 * ```
 */
export class KLDivLoss extends Loss<Reduction | 'batchmean'> {
  logTarget: boolean;

  constructor(
    reduction?: Reduction | 'batchmean' | KLDivLossOptions,
    logTarget?: boolean | KLDivLossOptions,
  ) {
    const given = bind('KLDivLoss', [reduction, logTarget], names);
    super(given);
    this.logTarget = given.flag('logTarget', false);
  }

  override forward(x: Tensor, target: Tensor): Tensor {
    return klDiv(x, target, { reduction: this.reduction, logTarget: this.logTarget });
  }
}
