import { RuntimeError } from '../../core/errors.ts';
import { sameSizes, shapeText } from '../../core/shape.ts';
import { add } from '../../ops/add.ts';
import { div } from '../../ops/div.ts';
import { eq } from '../../ops/eq.ts';
import { bind } from '../../ops/families/bound-arguments.ts';
import { binaryFunction } from '../../ops/families/pointwise.ts';
import { logSoftmax } from '../../ops/log-softmax.ts';
import { logicalNot } from '../../ops/logical-not.ts';
import { maskedFill } from '../../ops/masked-fill.ts';
import { maskedSelect } from '../../ops/masked-select.ts';
import { mul } from '../../ops/mul.ts';
import { neg } from '../../ops/neg.ts';
import { reshape } from '../../ops/reshape.ts';
import { sum } from '../../ops/sum.ts';
import { take } from '../../ops/take.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { WeightedLoss } from './loss.ts';
import { type NLLLossOptions, negativeLogLikelihood, requireClassWeights } from './nll-loss.ts';
import { requirePair } from './operands.ts';
import { type Reduction, reductionOf } from './reduction.ts';

export interface CrossEntropyLossOptions extends NLLLossOptions {
  /** How much of each target, from 0 to 1, is spread evenly over all classes. */
  readonly labelSmoothing?: number;
}

const names = ['weight', 'ignoreIndex', 'reduction', 'labelSmoothing'];

/** PyTorch's name for a quotient by a number of its own. */
const perRow = binaryFunction({ ...div.declaration, node: 'DivBackward1' });

/**
 * Cross-entropy of logits x of shape (n, classes), any numbers: −log softmax(x)[t], averaged, where the targets
 * are classes t of shape (n,); −Σ t · log softmax(x) where they are probabilities of the shape of x. PyTorch's
 * `F.cross_entropy`.
 *
 * Also (classes,), and (n, classes, d₁, …) with classes of shape (n, d₁, …).
 *
 * ```ts
 * F.crossEntropy(torch.tensor([[0.5, 0.5], [2, 2.5]]), torch.tensor([0, 1])); // → tensor(0.5836)
 * F.crossEntropy(torch.tensor([[0.5, 0.5]]), torch.tensor([[0.25, 0.75]])); // → tensor(0.6931)
 * ```
 *
 * @throws ValueError for unequal numbers of rows; IndexError for a class that is not there; RuntimeError for
 * integer probabilities, and for classes of another dtype than int64.
 */
export function crossEntropy(
  x: Tensor,
  target: Tensor,
  weight?: Tensor | null | CrossEntropyLossOptions,
  ignoreIndex?: number | CrossEntropyLossOptions,
  reduction?: Reduction | CrossEntropyLossOptions,
  labelSmoothing?: number | CrossEntropyLossOptions,
): Tensor {
  const who = 'crossEntropy';
  requirePair(who, x, target);
  const given = bind(who, [weight, ignoreIndex, reduction, labelSmoothing], names);
  const call: Required<CrossEntropyLossOptions> = {
    weight: given.tensor('weight'),
    ignoreIndex: given.whole('ignoreIndex', -100),
    reduction: reductionOf(who, given),
    labelSmoothing: given.number('labelSmoothing', 0),
  };
  if (call.labelSmoothing > 1) {
    throw new RuntimeError({
      who,
      seen: `labelSmoothing is ${call.labelSmoothing}`,
      expected: 'label_smoothing must be between 0.0 and 1.0',
    });
  }
  if (sameSizes(x.sizes, target.sizes)) return ofProbabilities(who, x, target, call);
  const likelihoods = logSoftmax(x, classDim(x));
  const loss = negativeLogLikelihood(who, likelihoods, target, call);
  return call.labelSmoothing > 0 ? smoothed(likelihoods, target, loss, call) : loss;
}

function classDim(x: Tensor): number {
  return x.ndim === 1 ? 0 : 1;
}

/** −Σ w · t · log softmax(x), summed over the classes; 'mean' is the sum over the number of rows. */
function ofProbabilities(
  who: string,
  x: Tensor,
  target: Tensor,
  { weight, ignoreIndex, reduction, labelSmoothing }: Required<CrossEntropyLossOptions>,
): Tensor {
  if (!target.dtype.isFloatingPoint) {
    throw new RuntimeError({
      who,
      seen: `a target of the shape of the input, ${shapeText(x.sizes)}, and dtype ${target.dtype.scalarName}`,
      expected: 'a floating point dtype for class probabilities',
      hint: 'convert with .float(), or give the classes themselves, of shape (n,)',
    });
  }
  if (ignoreIndex >= 0) {
    throw new RuntimeError({
      who,
      seen: `ignoreIndex ${ignoreIndex} with class probabilities`,
      expected: 'classes',
    });
  }
  const dim = classDim(x);
  const likelihoods = logSoftmax(x, dim);
  const classes = x.sizes[dim] as number;
  if (weight !== null) requireClassWeights(who, weight, classes);
  const spread = labelSmoothing > 0 ? add(mul(target, 1 - labelSmoothing), labelSmoothing / classes) : target;
  const each = weighted(mul(likelihoods, spread), weight);
  if (reduction === 'none') return neg(sum(each, dim));
  const total = neg(sum(each));
  return reduction === 'sum' ? total : perRow(total, x.numel() / classes);
}

/** (1 − ε) · loss + ε · the mean of −log softmax(x) over the classes. */
function smoothed(
  likelihoods: Tensor,
  target: Tensor,
  loss: Tensor,
  { weight, ignoreIndex, reduction, labelSmoothing }: Required<CrossEntropyLossOptions>,
): Tensor {
  const dim = classDim(likelihoods);
  const ignored = eq(target, ignoreIndex);
  const each = maskedFill(neg(sum(weighted(likelihoods, weight), dim)), ignored, 0);
  const spread = reduction === 'none' ? each : sum(each);
  const even = reduction === 'mean' ? div(spread, weightOf(target, ignored, weight)) : spread;
  const classes = likelihoods.sizes[dim] as number;
  return add(mul(loss, 1 - labelSmoothing), mul(even, labelSmoothing / classes));
}

/** The sum of the weights of all targets that are not ignored. */
function weightOf(target: Tensor, ignored: Tensor, weight: Tensor | null): Tensor {
  const counted = logicalNot(ignored);
  return sum(weight === null ? counted : take(weight, maskedSelect(target, counted)));
}

/** Each class multiplied by its weight. */
function weighted(x: Tensor, weight: Tensor | null): Tensor {
  if (weight === null) return x;
  return mul(x, reshape(weight, x.ndim === 1 ? [-1] : [-1, ...x.sizes.slice(2).map(() => 1)]));
}

/**
 * Cross-entropy, for the choice among classes: L = −mean of log softmax(xᵢ)[tᵢ]. The model ends with its logits,
 * without a softmax. PyTorch's `nn.CrossEntropyLoss`.
 *
 * - Args: `weight`, how much each class counts; `ignoreIndex`, the target of rows to leave out; `reduction`, 'mean',
 *   'sum' or 'none'; `labelSmoothing`, how much of each target is spread over all classes.
 * - Shape: (n, classes), and (n,) classes or (n, classes) probabilities → a number, with 'none' (n,). Also without
 *   rows, and (n, classes, d₁, …) with (n, d₁, …).
 *
 * ```ts
 * new nn.CrossEntropyLoss().call(torch.tensor([[0.5, 0.5], [2, 2.5]]), torch.tensor([0, 1])); // → tensor(0.5836)
 * ```
 */
export class CrossEntropyLoss extends WeightedLoss {
  ignoreIndex: number;
  labelSmoothing: number;

  constructor(
    weight?: Tensor | null | CrossEntropyLossOptions,
    ignoreIndex?: number | CrossEntropyLossOptions,
    reduction?: Reduction | CrossEntropyLossOptions,
    labelSmoothing?: number | CrossEntropyLossOptions,
  ) {
    const given = bind('CrossEntropyLoss', [weight, ignoreIndex, reduction, labelSmoothing], names);
    super(given);
    this.ignoreIndex = given.whole('ignoreIndex', -100);
    this.labelSmoothing = given.number('labelSmoothing', 0);
  }

  override forward(x: Tensor, target: Tensor): Tensor {
    const { weight, ignoreIndex, reduction, labelSmoothing } = this;
    return crossEntropy(x, target, { weight, ignoreIndex, reduction, labelSmoothing });
  }
}
