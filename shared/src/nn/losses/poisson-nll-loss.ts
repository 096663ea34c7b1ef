import { add } from '../../ops/add.ts';
import { exp } from '../../ops/exp.ts';
import { bind } from '../../ops/families/bound-arguments.ts';
import { le } from '../../ops/le.ts';
import { log } from '../../ops/log.ts';
import { maskedFill } from '../../ops/masked-fill.ts';
import { mul } from '../../ops/mul.ts';
import { sub } from '../../ops/sub.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { Loss } from './loss.ts';
import { requirePair } from './operands.ts';
import { type LossOptions, reduced, reductionOf } from './reduction.ts';

export interface PoissonNLLLossOptions extends LossOptions {
  /** Whether x is the logarithm of the expected count, as it is unless said, or the count itself. */
  readonly logInput?: boolean;
  /** Whether to add log t!, by Stirling's formula: the loss changes, its gradient does not. */
  readonly full?: boolean;
  /** Keeps log x finite at 0, where `logInput` is false; 1e-8 unless said. */
  readonly eps?: number;
}

const names = ['logInput', 'full', 'eps', 'reduction'];

/**
 * Negative log-likelihood of counts t that are Poisson distributed: eˣ − t x, averaged, where x is the logarithm
 * of the expected count; x − t log(x + eps) where it is the count itself. PyTorch's `F.poisson_nll_loss`.
 *
 * ```ts
 * F.poissonNllLoss(torch.tensor([0.5]), torch.tensor([2])); // → tensor(0.6487)
 * ```
 */
export function poissonNllLoss(
  x: Tensor,
  target: Tensor,
  logInput?: boolean | PoissonNLLLossOptions,
  full?: boolean | PoissonNLLLossOptions,
  options?: PoissonNLLLossOptions,
): Tensor {
  const who = 'poissonNllLoss';
  requirePair(who, x, target);
  const given = bind(who, [logInput, full, options], names);
  const each = given.flag('logInput', true)
    ? sub(exp(x), mul(target, x))
    : sub(x, mul(target, log(add(x, given.number('eps', 1e-8)))));
  const losses = given.flag('full', false) ? add(each, logFactorial(target)) : each;
  return reduced(losses, reductionOf(who, given));
}

/** log t! ≈ t log t − t + ½ log 2πt, and 0 where t ≤ 1. */
function logFactorial(t: Tensor): Tensor {
  const stirling = add(sub(mul(t, log(t)), t), mul(log(mul(t, 2 * Math.PI)), 0.5));
  return maskedFill(stirling, le(t, 1), 0);
}

/**
 * Negative log-likelihood of Poisson distributed counts, for predicting how often something happens: L = mean of
 * eˣ − t x. PyTorch's `nn.PoissonNLLLoss`.
 *
 * - Args: `logInput`, whether x is the logarithm of the expected count; `full`, whether to add log t!; `eps`;
 *   `reduction`.
 * - Shape: any, and the same → a number; with 'none' the shape of the inputs.
 *
 * ```ts
 * new nn.PoissonNLLLoss({ logInput: false }).call(torch.tensor([1.5]), torch.tensor([2])); // → tensor(0.6891)
 * ```
 */
export class PoissonNLLLoss extends Loss {
  logInput: boolean;
  full: boolean;
  eps: number;

  constructor(
    logInput?: boolean | PoissonNLLLossOptions,
    full?: boolean | PoissonNLLLossOptions,
    options?: PoissonNLLLossOptions,
  ) {
    const given = bind('PoissonNLLLoss', [logInput, full, options], names);
    super(given);
    this.logInput = given.flag('logInput', true);
    this.full = given.flag('full', false);
    this.eps = given.number('eps', 1e-8);
  }

  override forward(x: Tensor, target: Tensor): Tensor {
    const { logInput, full, eps, reduction } = this;
    return poissonNllLoss(x, target, { logInput, full, eps, reduction });
  }
}
