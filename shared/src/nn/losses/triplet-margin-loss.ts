import { RuntimeError } from '../../core/errors.ts';
import { add } from '../../ops/add.ts';
import { clampMin } from '../../ops/clamp-min.ts';
import { bind } from '../../ops/families/bound-arguments.ts';
import { requireTensor } from '../../ops/families/operand.ts';
import { pairwiseDistance } from '../../ops/functional/pairwise-distance.ts';
import { minimum } from '../../ops/minimum.ts';
import { sub } from '../../ops/sub.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { Loss } from './loss.ts';
import { requirePair } from './operands.ts';
import { type MarginOptions, reduced, reductionOf } from './reduction.ts';

export interface TripletMarginLossOptions extends MarginOptions {
  /** Which norm measures distances; 2 unless said. */
  readonly p?: number;
  /** Added to every difference, so that the root has a slope at 0; 1e-6 unless said. */
  readonly eps?: number;
  /** Whether the negative counts from the positive where it is nearer to that than to the anchor. */
  readonly swap?: boolean;
}

const names = ['margin', 'p', 'eps', 'swap', 'reduction'];

/**
 * max(0, d(a, p) − d(a, n) + margin), averaged: an anchor is to be nearer to the positive than to the negative, by
 * the margin, which is 1 unless said. PyTorch's `F.triplet_margin_loss`.
 *
 * ```ts
 * const [a, p, n] = [torch.tensor([[0.5, 0]]), torch.tensor([[2.5, 0]]), torch.tensor([[3.5, 0]])];
 * F.tripletMarginLoss(a, p, n, 2.5); // → tensor(1.5000)
 * ```
 *
 * @throws RuntimeError where the three have different numbers of dimensions.
 */
export function tripletMarginLoss(
  anchor: Tensor,
  positive: Tensor,
  negative: Tensor,
  margin?: number | TripletMarginLossOptions,
  p?: number | TripletMarginLossOptions,
  options?: TripletMarginLossOptions,
): Tensor {
  const who = 'tripletMarginLoss';
  requirePair(who, anchor, positive);
  requireTensor(who, negative);
  const given = bind(who, [margin, p, options], names);
  if (anchor.ndim !== positive.ndim || anchor.ndim !== negative.ndim) {
    throw new RuntimeError({
      who,
      seen: `inputs of ${anchor.ndim}D, ${positive.ndim}D and ${negative.ndim}D`,
      expected: 'inputs with the same number of dimensions',
    });
  }
  const distance = (x: Tensor, y: Tensor): Tensor =>
    pairwiseDistance(x, y, given.number('p', 2), given.number('eps', 1e-6));
  const near = distance(anchor, positive);
  const far = distance(anchor, negative);
  const farther = given.flag('swap', false) ? minimum(far, distance(positive, negative)) : far;
  const lacking = sub(add(near, given.number('margin', 1)), farther);
  return reduced(clampMin(lacking, 0), reductionOf(who, given));
}

/**
 * Learns an embedding from triplets: L = mean of max(0, d(a, p) − d(a, n) + margin). PyTorch's
 * `nn.TripletMarginLoss`.
 *
 * - Args: `margin`; `p`, which norm measures distances; `eps`; `swap`, whether the negative counts from the positive
 *   where it is nearer to that; `reduction`.
 * - Shape: three of (n, d) → a number; with 'none' (n,). Also three of (d,).
 *
 * ```ts
 * const [a, p, n] = [torch.tensor([[0.5, 0]]), torch.tensor([[2.5, 0]]), torch.tensor([[3.5, 0]])];
 * new nn.TripletMarginLoss({ margin: 2.5 }).call(a, p, n); // → tensor(1.5000)
 * ```
 */
export class TripletMarginLoss extends Loss {
  margin: number;
  p: number;
  eps: number;
  swap: boolean;

  constructor(
    margin?: number | TripletMarginLossOptions,
    p?: number | TripletMarginLossOptions,
    options?: TripletMarginLossOptions,
  ) {
    const given = bind('TripletMarginLoss', [margin, p, options], names);
    super(given);
    this.margin = given.number('margin', 1);
    this.p = given.number('p', 2);
    this.eps = given.number('eps', 1e-6);
    this.swap = given.flag('swap', false);
  }

  override forward(anchor: Tensor, positive: Tensor, negative: Tensor): Tensor {
    const { margin, p, eps, swap, reduction } = this;
    return tripletMarginLoss(anchor, positive, negative, { margin, p, eps, swap, reduction });
  }
}
