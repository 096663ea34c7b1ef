import { asNumbers, integersAsNumbers } from '../../core/cast.ts';
import { type FloatArray, int64, type NumberArray, type TypedArray, uint8 } from '../../core/dtype.ts';
import { IndexError, RuntimeError, ValueError } from '../../core/errors.ts';
import { product, sameSizes, shapeText } from '../../core/shape.ts';
import { newFloat32Array, newFloat64Array, newInt32Array } from '../../core/small-arrays.ts';
import type { Kernel } from '../../device/kernel.ts';
import { bind } from '../../ops/families/bound-arguments.ts';
import { computed } from '../../ops/families/computed.ts';
import { dtypeComplaint } from '../../ops/families/operand.ts';
import { picked, placed } from '../../ops/families/placement.ts';
import { sameDevice } from '../../ops/families/placing.ts';
import { mul } from '../../ops/mul.ts';
import { seenAs } from '../../ops/view.ts';
import { elementsOf } from '../../tensor/elements.ts';
import { isGradEnabled, record } from '../../tensor/graph.ts';
import { fromElements, type Tensor } from '../../tensor/tensor.ts';
import { WeightedLoss } from './loss.ts';
import { requireConstant, requirePair } from './operands.ts';
import { type LossOptions, type Reduction, reductionOf } from './reduction.ts';

export interface NLLLossOptions extends LossOptions {
  /** How much each class counts, of shape (classes,). */
  readonly weight?: Tensor | null;
  /** A target that stands for none: such rows count for nothing. −100 unless said. */
  readonly ignoreIndex?: number;
}

const names = ['weight', 'ignoreIndex', 'reduction'];

/**
 * Negative log-likelihood: −w[t] · x[t] of log-probabilities x of shape (n, classes) and classes t of shape (n,).
 * 'mean' divides by the sum of the weights. PyTorch's `F.nll_loss`.
 *
 * Also (classes,) with a number, and (n, classes, d₁, …) with (n, d₁, …).
 *
 * ```ts
 * F.nllLoss(torch.tensor([[-0.5, -1], [-2, -0.25]]), torch.tensor([0, 1])); // → tensor(0.3750)
 * ```
 *
 * @throws ValueError for unequal numbers of rows; IndexError for a class that is not there; RuntimeError for
 * targets of another dtype than int64.
 */
export function nllLoss(
  x: Tensor,
  target: Tensor,
  weight?: Tensor | null | NLLLossOptions,
  ignoreIndex?: number | NLLLossOptions,
  reduction?: Reduction | NLLLossOptions,
): Tensor {
  const who = 'nllLoss';
  requirePair(who, x, target);
  const given = bind(who, [weight, ignoreIndex, reduction], names);
  return negativeLogLikelihood(who, x, target, {
    weight: given.tensor('weight'),
    ignoreIndex: given.whole('ignoreIndex', -100),
    reduction: reductionOf(who, given),
  });
}

/** @internal `nllLoss`, called by `who`. */
export function negativeLogLikelihood(
  who: string,
  x: Tensor,
  target: Tensor,
  { weight, ignoreIndex, reduction }: Required<NLLLossOptions>,
): Tensor {
  checkShapes(who, x, target);
  checkWeight(who, x, weight);
  checkDtypes(who, x, target, weight);
  const classes = x.sizes[x.ndim === 1 ? 0 : 1] as number;
  sameDevice(who, [x, target, weight]);
  const counted = countedTargets(who, elementsOf(target), classes, product(x.sizes.slice(2)), ignoreIndex);
  const { places, labels, positions } = counted;
  const weights = weight === null ? null : asNumbers(elementsOf(weight));
  const factors = factorsOf(labels, weights);
  const divisor = reduction === 'mean' ? totalOf(factors) : 1;

  const sizes = reduction === 'none' ? lossSizes(x, target) : [];
  const parameters = { positions, places, factors, divisor, isSum: reduction !== 'none' };
  const y = computed(who, likelihoodLosses, [x.detach()], x.dtype, sizes, parameters);
  record(y, x.ndim <= 2 ? 'NllLossBackward0' : 'NllLoss2DBackward0', [x, target], (grad, node) => {
    node.tensor(1); // PyTorch reads the target again: it must not have changed.
    const { device, dtype, sizes: from } = node.x;
    if (reduction !== 'none' && !isGradEnabled() && device.hostMemory(grad.storage.buffer) !== null) {
      return [computed(who, likelihoodSlopes, [grad], dtype, from, parameters)];
    }
    const perTarget = asNumbers(dtype.allocate(factors.length));
    for (let k = 0; k < factors.length; k++) perTarget[k] = -(factors[k] as number) / divisor;
    const slopes = fromElements(perTarget, dtype, [perTarget.length], device);
    const each = reduction === 'none' ? picked('PickBackward', grad, places, slopes.sizes) : grad;
    return [placed(mul(each, slopes), positions, from)];
  });
  return sizes.length === 0 || sameSizes(sizes, target.sizes) ? y : seenAs(who, y, target.sizes);
}

/** Where the counted targets stand, and what their losses count for. */
interface CountedLosses {
  /** Of their log-probabilities in the input. */
  readonly positions: Int32Array;
  /** Among all targets. */
  readonly places: Int32Array;
  readonly factors: Float64Array;
  readonly divisor: number;
  /** Whether the losses are added up; otherwise each stands in its place. */
  readonly isSum: boolean;
}

const likelihoodLosses: Kernel<readonly [FloatArray], readonly [FloatArray], CountedLosses> = {
  name: 'nllLoss',
  cpu: ([x], [y], { positions, places, factors, divisor, isSum }) => {
    const losses =
      x instanceof Float32Array ? newFloat32Array(places.length) : newFloat64Array(places.length);
    for (let k = 0; k < losses.length; k++) {
      losses[k] = -(factors[k] as number) * (x[positions[k] as number] as number);
    }
    if (isSum) y[0] = total(losses, places) / divisor;
    else for (let k = 0; k < places.length; k++) y[places[k] as number] = losses[k] as number;
  },
};

/** The gradient of the input in one pass, where the losses are added up and it needs no gradient of its own. */
const likelihoodSlopes: Kernel<readonly [FloatArray], readonly [FloatArray], CountedLosses> = {
  name: 'nllLossBackward',
  cpu: ([g], [slopes], { positions, factors, divisor }) => {
    const round = g instanceof Float32Array ? Math.fround : Number;
    for (let k = 0; k < positions.length; k++) {
      const at = positions[k] as number;
      slopes[at] = (slopes[at] as number) + (g[0] as number) * round(-(factors[k] as number) / divisor);
    }
  },
};

/**
 * The sum of the losses, whose targets stand at `places`. For float32 in PyTorch's order: from each place that 16
 * divides to the next, and then these sums.
 */
function total(losses: FloatArray, places: Int32Array): number {
  const round = losses instanceof Float32Array ? Math.fround : Number;
  let [first, groups, group] = [0, 0, 0];
  for (let k = 0; k < losses.length; k++) {
    group = round(group + (losses[k] as number));
    const place = places[k] as number;
    if (place % 16 !== 0) continue;
    // The first row is a group by itself, which is added last.
    if (place === 0) first = group;
    else groups = round(groups + group);
    group = 0;
  }
  return round(round(group + groups) + first);
}

/** What each counted target counts for. */
function factorsOf(labels: Int32Array, weights: NumberArray | null): Float64Array {
  const factors = newFloat64Array(labels.length);
  for (let k = 0; k < factors.length; k++) {
    factors[k] = weights === null ? 1 : (weights[labels[k] as number] as number);
  }
  return factors;
}

function totalOf(factors: Float64Array): number {
  let total = 0;
  for (let k = 0; k < factors.length; k++) total += factors[k] as number;
  return total;
}

/** The targets that count, by their places among all, their labels, and where those stand in the input. */
function countedTargets(
  who: string,
  targets: TypedArray,
  classes: number,
  inner: number,
  ignored: number,
): { places: Int32Array; labels: Int32Array; positions: Int32Array } {
  const classesOf = integersAsNumbers(targets);
  const places = newInt32Array(targets.length);
  const labels = newInt32Array(targets.length);
  const positions = newInt32Array(targets.length);
  let count = 0;
  for (let i = 0; i < targets.length; i++) {
    const label = classesOf[i] as number;
    if (label === ignored) continue;
    if (label < 0 || label >= classes) {
      throw new IndexError({
        who,
        seen: `Target ${label} is out of bounds`,
        expected: `a class from 0 to ${classes - 1}`,
        hint: label === classes ? 'are the classes counted from 1? They begin at 0' : undefined,
      });
    }
    const row = Math.floor(i / inner);
    places[count] = i;
    labels[count] = label;
    positions[count++] = (row * classes + label) * inner + (i - row * inner);
  }
  if (count === targets.length) return { places, labels, positions };
  return {
    places: places.subarray(0, count),
    labels: labels.subarray(0, count),
    positions: positions.subarray(0, count),
  };
}

/** The shape in which PyTorch computes the losses of inputs with more than rows and columns: always 3 sizes. */
function lossSizes(x: Tensor, target: Tensor): readonly number[] {
  if (x.ndim <= 2 || x.ndim === 4) return target.sizes;
  return [x.sizes[0] as number, 1, product(x.sizes.slice(2))];
}

/** @throws where input and target do not belong together. */
function checkShapes(who: string, x: Tensor, target: Tensor): void {
  if (x.ndim === 0) {
    throw new ValueError({
      who,
      seen: 'an input with 0 dimensions',
      expected: 'Expected 1 or more dimensions (got 0)',
    });
  }
  if (x.ndim > 1 && target.ndim === 0) {
    throw new IndexError({
      who,
      seen: `an input of shape ${shapeText(x.sizes)} and a target of shape ()`,
      expected: 'a target for each row: Dimension specified as 0 but tensor has no dimensions',
    });
  }
  if (x.ndim > 1 && x.sizes[0] !== target.sizes[0]) {
    throw new ValueError({
      who,
      seen: `input batch_size (${x.sizes[0]}) and target batch_size (${target.sizes[0]}) differ: ${shapeText(x.sizes)} and ${shapeText(target.sizes)}`,
      expected: 'a target for each row of the input',
    });
  }
  if (x.ndim <= 2 ? target.ndim > 1 : !sameSizes(target.sizes.slice(1), x.sizes.slice(2))) {
    const expected = x.ndim === 1 ? [] : [x.sizes[0] as number, ...x.sizes.slice(2)];
    throw new RuntimeError({
      who,
      seen: `a target of shape ${shapeText(target.sizes)} with an input of shape ${shapeText(x.sizes)}`,
      expected:
        x.ndim <= 2
          ? `a 0D or 1D target, the classes, of shape ${shapeText(expected)}: multi-target not supported`
          : `a target of size ${shapeText(expected)}`,
      hint: target.ndim === 2 && target.sizes[1] === 1 ? 'did you mean target.squeeze(1)?' : undefined,
    });
  }
  if (x.ndim === 1 && target.ndim === 1 && target.sizes[0] !== x.sizes[0]) {
    throw new RuntimeError({
      who,
      seen: `size mismatch (got input: ${shapeText(x.sizes)}, target: ${shapeText(target.sizes)})`,
    });
  }
}

/** @throws unless there is a weight for each class. */
function checkWeight(who: string, x: Tensor, weight: Tensor | null): void {
  if (weight === null) return;
  requireClassWeights(who, weight, x.sizes[x.ndim === 1 ? 0 : 1] as number);
  requireConstant(who, 'weight', weight);
}

/** @throws RuntimeError unless `weight` is of shape (classes,). */
export function requireClassWeights(who: string, weight: Tensor, classes: number): void {
  if (weight.ndim === 1 && weight.sizes[0] === classes) return;
  throw new RuntimeError({
    who,
    seen: `a weight tensor of shape ${shapeText(weight.sizes)}`,
    expected: `a weight for all ${classes} classes, of shape (${classes},), or none`,
  });
}

function checkDtypes(who: string, x: Tensor, target: Tensor, weight: Tensor | null): void {
  if (!x.dtype.isFloatingPoint) throw dtypeComplaint(who, x.dtype, 'a floating point dtype');
  if (target.dtype !== int64 && !(target.dtype === uint8 && x.ndim <= 2)) {
    throw new RuntimeError({
      who,
      seen: `expected scalar type Long but found ${target.dtype.scalarName}, the dtype of the target`,
      expected: 'classes as an int64 tensor',
      hint: 'convert the target with .long()',
    });
  }
  if (weight !== null && weight.dtype !== x.dtype) {
    throw new RuntimeError({
      who,
      seen: `expected scalar type ${x.dtype.scalarName} but found ${weight.dtype.scalarName}, the dtype of the weight`,
      hint: `convert the weight with .to(${x.dtype})`,
    });
  }
}

/**
 * Negative log-likelihood, for classes after `LogSoftmax`: L = −Σ w[tᵢ] xᵢ[tᵢ] / Σ w[tᵢ]. PyTorch's `nn.NLLLoss`.
 *
 * - Args: `weight`, how much each class counts; `ignoreIndex`, the target of rows to leave out; `reduction`.
 * - Shape: (n, classes) and (n,) → a number, with 'none' (n,). Also (classes,) and (), and (n, classes, d₁, …) and
 *   (n, d₁, …).
 *
 * ```ts
 * new nn.NLLLoss().call(torch.tensor([[-0.5, -1], [-2, -0.25]]), torch.tensor([0, 1])); // → tensor(0.3750)
 * ```
 */
export class NLLLoss extends WeightedLoss {
  ignoreIndex: number;

  constructor(
    weight?: Tensor | null | NLLLossOptions,
    ignoreIndex?: number | NLLLossOptions,
    reduction?: Reduction | NLLLossOptions,
  ) {
    const given = bind('NLLLoss', [weight, ignoreIndex, reduction], names);
    super(given);
    this.ignoreIndex = given.whole('ignoreIndex', -100);
  }

  override forward(x: Tensor, target: Tensor): Tensor {
    const { weight, ignoreIndex, reduction } = this;
    return nllLoss(x, target, { weight, ignoreIndex, reduction });
  }
}
