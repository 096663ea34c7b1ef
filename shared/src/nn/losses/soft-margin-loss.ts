import { resultType } from '../../core/promotion.ts';
import { wgsl } from '../../device/formulas.ts';
import { bind } from '../../ops/families/bound-arguments.ts';
import { mul } from '../../ops/mul.ts';
import { neg } from '../../ops/neg.ts';
import { sigmoid } from '../../ops/sigmoid.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { elementwiseLoss } from './elementwise-loss.ts';
import { Loss } from './loss.ts';
import { requireConstant, requirePair } from './operands.ts';
import { type LossOptions, reductionOf } from './reduction.ts';

const logisticLoss = elementwiseLoss<null>({
  name: 'softMarginLoss',
  value: wgsl('softplus(negated(a * b))', (x: number, t: number) => Math.log1p(Math.exp(-t * x))),
  slope: (x, t) => mul(neg(t), sigmoid(mul(neg(t), x))),
});

/**
 * log(1 + e^(−t x)), averaged, of scores x and targets t that are 1 or −1. PyTorch's `F.soft_margin_loss`.
 *
 * ```ts
 * F.softMarginLoss(torch.tensor([0.5, -0.5]), torch.tensor([1, -1])); // → tensor(0.4741)
 * ```
 */
export function softMarginLoss(x: Tensor, target: Tensor, options?: LossOptions): Tensor {
  const who = 'softMarginLoss';
  requirePair(who, x, target);
  requireConstant(who, 'target', target);
  const reduction = reductionOf(who, bind(who, [options], ['reduction']));
  return logisticLoss(x, target, { reduction, dtype: resultType(x, target), p: null });
}

/**
 * Logistic loss of two classes: L = mean of log(1 + e^(−t x)), with targets 1 and −1. PyTorch's
 * `nn.SoftMarginLoss`.
 *
 * - Args: `reduction`, 'mean', 'sum' or 'none'.
 * - Shape: any, and the same → a number; with 'none' the shape of the inputs.
 *
 * ```ts
 * new nn.SoftMarginLoss().call(torch.tensor([0.5, -0.5]), torch.tensor([1, -1])); // → tensor(0.4741)
 * ```
 */
export class SoftMarginLoss extends Loss {
  constructor(options?: LossOptions) {
    super(bind('SoftMarginLoss', [options], ['reduction']));
  }

  override forward(x: Tensor, target: Tensor): Tensor {
    return softMarginLoss(x, target, { reduction: this.reduction });
  }
}
