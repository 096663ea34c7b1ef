import { RuntimeError } from '../../core/errors.ts';
import { resultType } from '../../core/promotion.ts';
import { clamp } from '../../ops/clamp.ts';
import { bind } from '../../ops/families/bound-arguments.ts';
import { sub } from '../../ops/sub.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { elementwiseLoss } from './elementwise-loss.ts';
import { Loss } from './loss.ts';
import { requirePair, warnOfSizes } from './operands.ts';
import { type LossOptions, type Reduction, reductionOf } from './reduction.ts';

export interface HuberLossOptions extends LossOptions {
  /** Where the parabola meets the lines; 1 unless said. */
  readonly delta?: number;
}

const names = ['reduction', 'delta'];

function lossAt(distance: number, delta: number): number {
  return distance < delta ? 0.5 * distance * distance : delta * (distance - 0.5 * delta);
}

const huberError = elementwiseLoss<number>({
  name: 'huberLoss',
  value: (x, t, delta) => lossAt(Math.abs(x - t), delta),
  single: (x, t, delta) => lossAt(Math.abs(Math.fround(x - t)), delta),
  wgsl: 'huberLoss(absolute(a - b), c)',
  slope: (x, t, delta) => clamp(sub(x, t), -delta, delta),
  strict: true,
});

/**
 * A parabola near 0, lines beyond: d² / 2 where |d| < δ, δ (|d| − δ/2) elsewhere, of d = x − t, averaged.
 * PyTorch's `F.huber_loss`.
 *
 * ```ts
 * F.huberLoss(torch.tensor([0.5, 3]), torch.tensor([0, 0]), { delta: 2, reduction: 'none' }); // → tensor([0.1250, 4.0000])
 * ```
 *
 * Warns where the shapes differ. @throws RuntimeError where they do not even broadcast, and unless `delta` > 0.
 */
export function huberLoss(
  x: Tensor,
  target: Tensor,
  reduction?: Reduction | HuberLossOptions,
  delta?: number | HuberLossOptions,
): Tensor {
  const who = 'huberLoss';
  requirePair(who, x, target);
  const given = bind(who, [reduction, delta], names);
  const p = given.number('delta', 1);
  if (!(p > 0)) throw new RuntimeError({ who, seen: `delta is ${p}`, expected: 'a delta greater than 0' });
  warnOfSizes(x, target);
  return huberError(x, target, { reduction: reductionOf(who, given), dtype: resultType(x, target), p });
}

/**
 * The squared error, with lines instead of the parabola where an outlier stands: L = mean of d² / 2 where
 * |d| < δ and δ (|d| − δ/2) elsewhere, of d = x − t. It is δ times the `SmoothL1Loss` with β = δ. PyTorch's
 * `nn.HuberLoss`.
 *
 * - Args: `reduction`, 'mean', 'sum' or 'none'; `delta`.
 * - Shape: any, and the same → a number; with 'none' the shape of the inputs.
 *
 * ```ts
 * new nn.HuberLoss({ delta: 2 }).call(torch.tensor([0.5, 3]), torch.tensor([0, 0])); // → tensor(2.0625)
 * ```
 */
export class HuberLoss extends Loss {
  delta: number;

  constructor(reduction?: Reduction | HuberLossOptions, delta?: number | HuberLossOptions) {
    const given = bind('HuberLoss', [reduction, delta], names);
    super(given);
    this.delta = given.number('delta', 1);
  }

  override forward(x: Tensor, target: Tensor): Tensor {
    return huberLoss(x, target, { reduction: this.reduction, delta: this.delta });
  }
}
