import { int64 } from '../../core/dtype.ts';
import { RuntimeError, ValueError } from '../../core/errors.ts';
import { shapeText } from '../../core/shape.ts';
import { add } from '../../ops/add.ts';
import { div } from '../../ops/div.ts';
import { eq } from '../../ops/eq.ts';
import { bind } from '../../ops/families/bound-arguments.ts';
import { dtypeComplaint } from '../../ops/families/operand.ts';
import { unsafeView } from '../../ops/families/unsafe-view.ts';
import { gather } from '../../ops/gather.ts';
import { maskedFill } from '../../ops/masked-fill.ts';
import { mul } from '../../ops/mul.ts';
import { relu } from '../../ops/relu.ts';
import { reshape } from '../../ops/reshape.ts';
import { square } from '../../ops/square.ts';
import { sub } from '../../ops/sub.ts';
import { sum } from '../../ops/sum.ts';
import { take } from '../../ops/take.ts';
import { elementsOf } from '../../tensor/elements.ts';
import { arange } from '../../tensor/ranges.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { WeightedLoss } from './loss.ts';
import { requireClassWeights } from './nll-loss.ts';
import { requireConstant, requirePair } from './operands.ts';
import { type MarginOptions, reduced, reductionOf } from './reduction.ts';

export interface MultiMarginLossOptions extends MarginOptions {
  /** 1, or 2 for the square; 1 unless said. */
  readonly p?: number;
  /** How much each class counts, of shape (classes,). */
  readonly weight?: Tensor | null;
}

const names = ['p', 'margin', 'weight', 'reduction'];

/**
 * Σ w[t] · max(0, margin − x[t] + x[i])ᵖ / classes over the classes i other than t, averaged: the score of the class
 * is to exceed all others by the margin, which is 1 unless said. PyTorch's `F.multi_margin_loss`.
 *
 * ```ts
 * F.multiMarginLoss(torch.tensor([[0.5, 0, 0.75, -2]]), torch.tensor([0])); // → tensor(0.4375)
 * ```
 *
 * @throws ValueError for another `p` than 1 and 2; RuntimeError for a class that is not there, and for shapes that do
 * not belong together.
 */
export function multiMarginLoss(
  x: Tensor,
  target: Tensor,
  p?: number | MultiMarginLossOptions,
  margin?: number | MultiMarginLossOptions,
  weight?: Tensor | null | MultiMarginLossOptions,
  options?: MultiMarginLossOptions,
): Tensor {
  const who = 'multiMarginLoss';
  requirePair(who, x, target);
  const given = bind(who, [p, margin, weight, options], names);
  const power = given.number('p', 1);
  if (power !== 1 && power !== 2) {
    throw new ValueError({ who, seen: `p is ${power}`, expected: 'only p == 1 and p == 2 supported' });
  }
  const weights = given.tensor('weight');
  check(who, x, target, weights);
  const classes = x.sizes.at(-1) as number;
  const rows = reshape(x, [-1, classes]);
  const labels = reshape(target, [-1, 1]);
  const lacking = relu(add(sub(rows, gather(rows, 1, labels)), given.number('margin', 1)));
  const others = maskedFill(
    power === 1 ? lacking : square(lacking),
    eq(labels, arange(classes, { device: x.device })),
    0,
  );
  const each = div(sum(others, 1), classes);
  const losses = weights === null ? each : mul(each, take(weights, reshape(target, [-1])));
  const loss = reduced(losses, reductionOf(who, given));
  // PyTorch has one operation for all this, and its name.
  return unsafeView('MultiMarginLossBackward0', loss, loss.ndim === 0 ? [] : target.sizes);
}

function check(who: string, x: Tensor, target: Tensor, weight: Tensor | null): void {
  if (!x.dtype.isFloatingPoint) throw dtypeComplaint(who, x.dtype, 'a floating point dtype');
  const classes = x.sizes.at(-1) ?? 0;
  if (x.ndim < 1 || x.ndim > 2 || classes === 0) {
    throw new RuntimeError({
      who,
      seen: `an input of shape ${shapeText(x.sizes)}`,
      expected: 'a non-empty vector or matrix with optional 0-dim batch size',
    });
  }
  const rows = x.ndim === 1 ? 1 : (x.sizes[0] as number);
  if (target.ndim > 1 || target.numel() !== rows) {
    throw new RuntimeError({
      who,
      seen: `inconsistent target size, ${shapeText(target.sizes)}, with an input of ${shapeText(x.sizes)}`,
      expected: `one class for each row: (${rows},)`,
    });
  }
  if (target.dtype !== int64) {
    throw new RuntimeError({
      who,
      seen: `expected scalar type Long but found ${target.dtype.scalarName}, the dtype of the target`,
      hint: 'convert the target with .long()',
    });
  }
  const outside = Array.from(elementsOf(target), Number).find((label) => label < 0 || label >= classes);
  if (outside !== undefined) {
    throw new RuntimeError({
      who,
      seen: `target out of range: ${outside}`,
      expected: `a class from 0 to ${classes - 1}`,
    });
  }
  if (weight !== null) requireClassWeights(who, weight, classes);
  requireConstant(who, 'weight', weight);
}

/**
 * Hinge loss of several classes: L = mean of Σ max(0, margin − x[t] + x[i])ᵖ / classes over the classes i other
 * than t. PyTorch's `nn.MultiMarginLoss`.
 *
 * - Args: `p`, 1 or 2; `margin`; `weight`, how much each class counts; `reduction`, 'mean', 'sum' or 'none'.
 * - Shape: (n, classes) and (n,) → a number; with 'none' (n,). Also (classes,) and ().
 *
 * ```ts
 * const loss = new nn.MultiMarginLoss({ margin: 2 });
 * loss.call(torch.tensor([[0.5, 0, 0.75, -2]]), torch.tensor([0])); // → tensor(0.9375)
 * ```
 */
export class MultiMarginLoss extends WeightedLoss {
  p: number;
  margin: number;

  constructor(
    p?: number | MultiMarginLossOptions,
    margin?: number | MultiMarginLossOptions,
    weight?: Tensor | null | MultiMarginLossOptions,
    options?: MultiMarginLossOptions,
  ) {
    const given = bind('MultiMarginLoss', [p, margin, weight, options], names);
    super(given);
    this.p = given.number('p', 1);
    this.margin = given.number('margin', 1);
  }

  override forward(x: Tensor, target: Tensor): Tensor {
    const { p, margin, weight, reduction } = this;
    return multiMarginLoss(x, target, { p, margin, weight, reduction });
  }
}
