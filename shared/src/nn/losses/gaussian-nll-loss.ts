import { noGrad } from '../../autograd/grad-mode.ts';
import { asNumbers } from '../../core/cast.ts';
import { ValueError } from '../../core/errors.ts';
import { sameSizes, shapeText } from '../../core/shape.ts';
import { add } from '../../ops/add.ts';
import { clampMin } from '../../ops/clamp-min.ts';
import { clone } from '../../ops/clone.ts';
import { div } from '../../ops/div.ts';
import { bind } from '../../ops/families/bound-arguments.ts';
import { overwrite } from '../../ops/families/in-place.ts';
import { requireTensor } from '../../ops/families/operand.ts';
import { log } from '../../ops/log.ts';
import { mul } from '../../ops/mul.ts';
import { square } from '../../ops/square.ts';
import { sub } from '../../ops/sub.ts';
import { unsqueeze } from '../../ops/unsqueeze.ts';
import { elementsOf } from '../../tensor/elements.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { Loss } from './loss.ts';
import { requirePair } from './operands.ts';
import { type LossOptions, reduced, reductionOf } from './reduction.ts';

export interface GaussianNLLLossOptions extends LossOptions {
  /** Whether to add the constant ½ log 2π. */
  readonly full?: boolean;
  /** The least variance that counts; 1e-6 unless said. */
  readonly eps?: number;
}

const names = ['full', 'eps', 'reduction'];

/**
 * Negative log-likelihood of targets t that are normally distributed around x: ½ (log v + (x − t)² / v), averaged.
 * The variance v has the shape of x, or it without the last dimension, or 1 there. PyTorch's `F.gaussian_nll_loss`.
 *
 * ```ts
 * F.gaussianNllLoss(torch.tensor([1.5]), torch.tensor([0.5]), torch.tensor([0.25])); // → tensor(1.3069)
 * ```
 *
 * @throws ValueError for a variance of another shape, and for a negative one.
 */
export function gaussianNllLoss(
  x: Tensor,
  target: Tensor,
  variance: Tensor,
  options?: GaussianNLLLossOptions,
): Tensor {
  const who = 'gaussianNllLoss';
  requirePair(who, x, target);
  requireTensor(who, variance);
  const given = bind(who, [options], names);
  const reduction = reductionOf(who, given);
  const fitting = varianceFor(who, x, variance);
  const negative = asNumbers(elementsOf(variance)).find((v) => v < 0);
  if (negative !== undefined) {
    throw new ValueError({ who, seen: `var has negative entry/entries: ${negative}`, expected: 'variances' });
  }
  // Raised to eps without the graph's notice: the gradient goes through as if it were not.
  const v = clone(fitting);
  overwrite(
    who,
    v,
    noGrad(() => clampMin(v, given.number('eps', 1e-6))),
  );
  const losses = mul(add(log(v), div(square(sub(x, target)), v)), 0.5);
  return reduced(given.flag('full', false) ? add(losses, 0.5 * Math.log(2 * Math.PI)) : losses, reduction);
}

function varianceFor(who: string, x: Tensor, variance: Tensor): Tensor {
  const rows = x.sizes.slice(0, -1);
  if (sameSizes(variance.sizes, x.sizes)) return variance;
  if (sameSizes(variance.sizes, rows)) return unsqueeze(variance, -1);
  if (variance.ndim > 0 && sameSizes(variance.sizes, [...rows, 1])) return variance;
  throw new ValueError({
    who,
    seen: `var is of incorrect size: ${shapeText(variance.sizes)} with an input of ${shapeText(x.sizes)}`,
    expected: `${shapeText(x.sizes)}, ${shapeText(rows)} or ${shapeText([...rows, 1])}`,
  });
}

/**
 * Negative log-likelihood of normally distributed targets, for models that predict their own uncertainty:
 * L = mean of ½ (log v + (x − t)² / v). PyTorch's `nn.GaussianNLLLoss`.
 *
 * - Args: `full`, whether to add ½ log 2π; `eps`, the least variance that counts; `reduction`.
 * - Shape: x and t of any, the same; v the same, or it without the last dimension, or 1 there → a number; with
 *   'none' the shape of x.
 *
 * ```ts
 * const [x, t, v] = [torch.tensor([1.5]), torch.tensor([0.5]), torch.tensor([0.25])];
 * new nn.GaussianNLLLoss({ full: true }).call(x, t, v); // → tensor(2.2258)
 * ```
 */
export class GaussianNLLLoss extends Loss {
  full: boolean;
  eps: number;

  constructor(options?: GaussianNLLLossOptions) {
    const given = bind('GaussianNLLLoss', [options], names);
    super(given);
    this.full = given.flag('full', false);
    this.eps = given.number('eps', 1e-6);
  }

  override forward(x: Tensor, target: Tensor, variance: Tensor): Tensor {
    const { full, eps, reduction } = this;
    return gaussianNllLoss(x, target, variance, { full, eps, reduction });
  }
}
