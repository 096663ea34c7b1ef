import { RuntimeError } from '../../core/errors.ts';
import { resultType } from '../../core/promotion.ts';
import { clamp } from '../../ops/clamp.ts';
import { div } from '../../ops/div.ts';
import { bind } from '../../ops/families/bound-arguments.ts';
import { sign } from '../../ops/sign.ts';
import { sub } from '../../ops/sub.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { elementwiseLoss } from './elementwise-loss.ts';
import { Loss } from './loss.ts';
import { requirePair, warnOfSizes } from './operands.ts';
import { type LossOptions, type Reduction, reductionOf } from './reduction.ts';

export interface SmoothL1LossOptions extends LossOptions {
  /** Where the parabola meets the lines; 1 unless said. With 0 it is the absolute error. */
  readonly beta?: number;
}

const names = ['reduction', 'beta'];

function lossAt(distance: number, beta: number): number {
  return distance < beta ? (0.5 * distance * distance) / beta : distance - 0.5 * beta;
}

const smoothError = elementwiseLoss<number>({
  name: 'smoothL1Loss',
  value: (x, t, beta) => lossAt(Math.abs(x - t), beta),
  single: (x, t, beta) => lossAt(Math.abs(Math.fround(x - t)), beta),
  wgsl: 'smoothL1Loss(absolute(a - b), c)',
  slope: (x, t, beta) => {
    const difference = sub(x, t);
    return beta === 0 ? sign(difference) : clamp(div(difference, beta), -1, 1);
  },
  strict: true,
});

/**
 * A parabola near 0, lines beyond: d² / 2β where |d| < β, |d| − β/2 elsewhere, of d = x − t, averaged.
 * PyTorch's `F.smooth_l1_loss`.
 *
 * ```ts
 * F.smoothL1Loss(torch.tensor([0.5, 3]), torch.tensor([0, 0]), { reduction: 'none' }); // → tensor([0.1250, 2.5000])
 * ```
 *
 * Warns where the shapes differ. @throws RuntimeError where they do not even broadcast, and for a negative `beta`.
 */
export function smoothL1Loss(
  x: Tensor,
  target: Tensor,
  reduction?: Reduction | SmoothL1LossOptions,
  beta?: number | SmoothL1LossOptions,
): Tensor {
  const who = 'smoothL1Loss';
  requirePair(who, x, target);
  const given = bind(who, [reduction, beta], names);
  const p = given.number('beta', 1);
  if (p < 0) {
    throw new RuntimeError({ who, seen: `beta is ${p}`, expected: 'a beta that is not negative' });
  }
  warnOfSizes(x, target);
  return smoothError(x, target, { reduction: reductionOf(who, given), dtype: resultType(x, target), p });
}

/**
 * The absolute error with its corner rounded off: L = mean of d² / 2β where |d| < β and |d| − β/2 elsewhere, of
 * d = x − t. PyTorch's `nn.SmoothL1Loss`.
 *
 * - Args: `reduction`, 'mean', 'sum' or 'none'; `beta`.
 * - Shape: any, and the same → a number; with 'none' the shape of the inputs.
 *
 * ```ts
 * new nn.SmoothL1Loss({ beta: 2 }).call(torch.tensor([0.5, 3]), torch.tensor([0, 0])); // → tensor(1.0312)
 * ```
 */
export class SmoothL1Loss extends Loss {
  beta: number;

  constructor(reduction?: Reduction | SmoothL1LossOptions, beta?: number | SmoothL1LossOptions) {
    const given = bind('SmoothL1Loss', [reduction, beta], names);
    super(given);
    this.beta = given.number('beta', 1);
  }

  override forward(x: Tensor, target: Tensor): Tensor {
    return smoothL1Loss(x, target, { reduction: this.reduction, beta: this.beta });
  }
}
