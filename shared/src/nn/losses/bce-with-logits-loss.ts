import { RuntimeError, ValueError } from '../../core/errors.ts';
import { sameSizes, shapeText } from '../../core/shape.ts';
import { looped, simd, wgsl, type ZipFormula, type ZipThreeFormula } from '../../device/formulas.ts';
import { add } from '../../ops/add.ts';
import { bind } from '../../ops/families/bound-arguments.ts';
import { logsigmoid } from '../../ops/functional/logsigmoid.ts';
import { mul } from '../../ops/mul.ts';
import { neg } from '../../ops/neg.ts';
import { sigmoid } from '../../ops/sigmoid.ts';
import { sub } from '../../ops/sub.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { type ElementLoss, elementwiseLoss } from './elementwise-loss.ts';
import { WeightedLoss } from './loss.ts';
import { requireConstant, requirePair, requireStretching } from './operands.ts';
import { type LossOptions, type Reduction, reductionOf } from './reduction.ts';

export interface BCEWithLogitsLossOptions extends LossOptions {
  /** What the loss of each element is multiplied by. */
  readonly weight?: Tensor | null;
  /** How many times a positive example counts; one for each class, or one for all. */
  readonly posWeight?: Tensor | null;
}

const names = ['weight', 'reduction', 'posWeight'];

/** −log σ(x) = log(1 + e⁻ˣ), without computing e to a large power. */
function softplusOfNegative(x: number): number {
  return Math.max(-x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

// −(p t log σ(x) + (1 − t) log(1 − σ(x))), where log(1 − σ(x)) = log σ(x) − x.
const surpriseOf: ElementLoss & ZipFormula = wgsl(
  'binaryCrossEntropyWithLogits(a, b, 1.0)',
  simd(
    'logitLoss',
    looped(
      (x: number, t: number, p: number = 1) => (1 - t) * x + (1 + (p - 1) * t) * softplusOfNegative(x),
      (a, p, stepA, b, q, stepB, y, start, end) => {
        for (let i = start; i < end; i++, p += stepA, q += stepB) {
          y[i] = surpriseOf(a[p] as number, b[q] as number);
        }
      },
    ),
  ),
);

const { fround } = Math;

const gradientOf: ZipThreeFormula = wgsl(
  'a * (logistic(b) - c)',
  looped(
    (g: number, x: number, t: number) => g * fround(fround(1 / (1 + Math.exp(-x))) - t),
    (g, stepG, x, stepX, t, stepT, y) => {
      for (let i = 0; i < y.length; i++) {
        y[i] = gradientOf(g[i * stepG] as number, x[i * stepX] as number, t[i * stepT] as number);
      }
    },
  ),
);

const surprise = elementwiseLoss<Tensor | null>({
  name: 'binaryCrossEntropyWithLogits',
  value: surpriseOf,
  wgsl: 'binaryCrossEntropyWithLogits(a, b, c)',
  slope: (x, t, p) => {
    if (p === null) return sub(sigmoid(x), t);
    const positives = mul(p, t);
    return sub(mul(add(sub(positives, t), 1), sigmoid(x)), positives);
  },
  gradient: gradientOf,
  targetSlope: (x, _, p) => (p === null ? neg(x) : sub(mul(sub(1, p), logsigmoid(x)), x)),
});

/**
 * Binary cross-entropy of σ(x), where x are logits, any numbers, and t the targets; exact for large x, where σ(x)
 * itself rounds to 0 or 1. PyTorch's `F.binary_cross_entropy_with_logits`.
 *
 * ```ts
 * F.binaryCrossEntropyWithLogits(torch.tensor([0, -1000.5]), torch.tensor([1.5, 1])); // → tensor(500.5966)
 * ```
 *
 * @throws ValueError where the shapes differ; RuntimeError for integers.
 */
export function binaryCrossEntropyWithLogits(
  x: Tensor,
  target: Tensor,
  weight?: Tensor | null | BCEWithLogitsLossOptions,
  reduction?: Reduction | BCEWithLogitsLossOptions,
  posWeight?: Tensor | null | BCEWithLogitsLossOptions,
): Tensor {
  const who = 'binaryCrossEntropyWithLogits';
  requirePair(who, x, target);
  const given = bind(who, [weight, reduction, posWeight], names);
  const call = {
    reduction: reductionOf(who, given),
    dtype: target.dtype,
    p: given.tensor('posWeight'),
    weight: given.tensor('weight'),
  };
  if (!sameSizes(x.sizes, target.sizes)) {
    throw new ValueError({
      who,
      seen: `the target has size ${shapeText(target.sizes)}, the input ${shapeText(x.sizes)}`,
      expected: 'a target of the same size',
      hint: 'squeeze(1) or unsqueeze(1) one of them',
    });
  }
  for (const { dtype } of [target, x]) {
    if (dtype.isFloatingPoint) continue;
    throw new RuntimeError({
      who,
      seen: `result type Float can't be cast to the desired output type ${dtype.scalarName}`,
      expected: 'input and target of a floating point dtype',
      hint: 'convert with .float(): whole numbers make an int64 tensor',
    });
  }
  requireConstant(who, 'weight', call.weight);
  requireConstant(who, 'posWeight', call.p);
  if (call.p !== null) requireStretching(who, 'posWeight', call.p, x.sizes);
  return surprise(x, target, call);
}

/**
 * Binary cross-entropy of logits, for yes or no: L = −mean of t log σ(x) + (1 − t) log(1 − σ(x)). The model ends
 * without a sigmoid. PyTorch's `nn.BCEWithLogitsLoss`.
 *
 * - Args: `weight`, what each element's loss is multiplied by; `reduction`, 'mean', 'sum' or 'none'; `posWeight`,
 *   how many times a positive example counts.
 * - Shape: any, and the same → a number; with 'none' the shape of the inputs.
 *
 * ```ts
 * new nn.BCEWithLogitsLoss().call(torch.tensor([0, 2.5]), torch.tensor([0, 1]).float()); // → tensor(0.3860)
 * ```
 */
export class BCEWithLogitsLoss extends WeightedLoss {
  posWeight: Tensor | null = null;

  constructor(
    weight?: Tensor | null | BCEWithLogitsLossOptions,
    reduction?: Reduction | BCEWithLogitsLossOptions,
    posWeight?: Tensor | null | BCEWithLogitsLossOptions,
  ) {
    const given = bind('BCEWithLogitsLoss', [weight, reduction, posWeight], names);
    super(given);
    this.registerBuffer('posWeight', given.tensor('posWeight'));
  }

  override forward(x: Tensor, target: Tensor): Tensor {
    const { weight, reduction, posWeight } = this;
    return binaryCrossEntropyWithLogits(x, target, { weight, reduction, posWeight });
  }
}
