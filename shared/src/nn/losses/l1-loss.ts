import { abs } from '../../ops/abs.ts';
import { bind } from '../../ops/families/bound-arguments.ts';
import { sub } from '../../ops/sub.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { Loss } from './loss.ts';
import { requirePair, warnOfSizes } from './operands.ts';
import { type LossOptions, reduced, reductionOf } from './reduction.ts';

/**
 * Mean absolute error: |x − t|, averaged. PyTorch's `F.l1_loss`.
 *
 * ```ts
 * F.l1Loss(torch.tensor([1.5, 3]), torch.tensor([0.5, 3])); // → tensor(0.5000)
 * ```
 *
 * Warns where the shapes differ. @throws RuntimeError where they do not even broadcast.
 */
export function l1Loss(x: Tensor, target: Tensor, options?: LossOptions): Tensor {
  const who = 'l1Loss';
  requirePair(who, x, target);
  const reduction = reductionOf(who, bind(who, [options], ['reduction']));
  warnOfSizes(x, target);
  return reduced(abs(sub(x, target)), reduction);
}

/**
 * Mean absolute error, less led by outliers than the squared one: L = Σ |xᵢ − tᵢ| / n. PyTorch's `nn.L1Loss`.
 *
 * - Args: `reduction`, 'mean', 'sum' or 'none'.
 * - Shape: any, and the same → a number; with 'none' the shape of the inputs.
 *
 * ```ts
 * new nn.L1Loss({ reduction: 'sum' }).call(torch.tensor([1.5, 3]), torch.tensor([0.5, 1])); // → tensor(3.)
 * ```
 */
export class L1Loss extends Loss {
  constructor(options?: LossOptions) {
    super(bind('L1Loss', [options], ['reduction']));
  }

  override forward(x: Tensor, target: Tensor): Tensor {
    return l1Loss(x, target, { reduction: this.reduction });
  }
}
