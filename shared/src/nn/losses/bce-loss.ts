import { asNumbers } from '../../core/cast.ts';
import { RuntimeError, ValueError } from '../../core/errors.ts';
import { sameSizes, shapeText } from '../../core/shape.ts';
import { looped, wgsl, type ZipFormula } from '../../device/formulas.ts';
import { clampMin } from '../../ops/clamp-min.ts';
import { div } from '../../ops/div.ts';
import { bind } from '../../ops/families/bound-arguments.ts';
import { dtypeComplaint } from '../../ops/families/operand.ts';
import { log } from '../../ops/log.ts';
import { mul } from '../../ops/mul.ts';
import { sub } from '../../ops/sub.ts';
import { elementsOf } from '../../tensor/elements.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { elementwiseLoss } from './elementwise-loss.ts';
import { WeightedLoss } from './loss.ts';
import { requireConstant, requirePair } from './operands.ts';
import { type LossOptions, type Reduction, reductionOf } from './reduction.ts';

export interface BCELossOptions extends LossOptions {
  /** What the loss of each element is multiplied by. */
  readonly weight?: Tensor | null;
}

const names = ['weight', 'reduction'];

/** log x, but no less than −100: a certain and wrong prediction would otherwise cost ∞. */
function boundedLog(x: number): number {
  const y = Math.log(x);
  return y < -100 ? -100 : y;
}

const logarithmicError: ZipFormula = wgsl(
  'binaryCrossEntropy(a, b)',
  looped(
    (x: number, t: number) => (t - 1) * boundedLog(1 - x) - t * boundedLog(x),
    (a, p, stepA, b, q, stepB, y, start, end) => {
      for (let i = start; i < end; i++, p += stepA, q += stepB) {
        y[i] = logarithmicError(a[p] as number, b[q] as number);
      }
    },
  ),
);

const surprise = elementwiseLoss<null>({
  name: 'binaryCrossEntropy',
  value: logarithmicError,
  slope: (x, t) => div(sub(x, t), clampMin(mul(sub(1, x), x), 1e-12)),
  targetSlope: (x) => sub(log(sub(1, x)), log(x)),
});

/**
 * Binary cross-entropy of probabilities x and targets t: −(t log x + (1 − t) log(1 − x)), averaged; logarithms
 * count as −100 where they are less. PyTorch's `F.binary_cross_entropy`.
 *
 * ```ts
 * F.binaryCrossEntropy(torch.tensor([0.5, 0.5]), torch.tensor([0.5, 0.5])); // → tensor(0.6931)
 * ```
 *
 * @throws ValueError where the shapes differ; RuntimeError for a probability outside 0 … 1, and where the dtypes
 * differ.
 */
export function binaryCrossEntropy(
  x: Tensor,
  target: Tensor,
  weight?: Tensor | null | BCELossOptions,
  reduction?: Reduction | BCELossOptions,
): Tensor {
  const who = 'binaryCrossEntropy';
  requirePair(who, x, target);
  const given = bind(who, [weight, reduction], names);
  const call = {
    reduction: reductionOf(who, given),
    dtype: x.dtype,
    p: null,
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
  requireConstant(who, 'weight', call.weight);
  for (const other of [target, call.weight]) {
    if (other !== null && other.dtype !== x.dtype) {
      throw new RuntimeError({
        who,
        seen: `Found dtype ${other.dtype.scalarName} but expected ${x.dtype.scalarName}`,
        expected: 'input, target and weight of the same dtype',
        hint: `convert with .to(torch.${x.dtype})`,
      });
    }
  }
  if (!x.dtype.isFloatingPoint) throw dtypeComplaint(who, x.dtype, 'a floating point dtype');
  requireProbabilities(who, x);
  return surprise(x, target, call);
}

function requireProbabilities(who: string, x: Tensor): void {
  const elements = asNumbers(elementsOf(x));
  let at = 0;
  while (at < elements.length && (elements[at] as number) >= 0 && (elements[at] as number) <= 1) at++;
  if (at === elements.length) return;
  throw new RuntimeError({
    who,
    seen: `the input has the element ${elements[at]}`,
    expected: 'all elements of input should be between 0 and 1',
    hint: 'is the last layer without a sigmoid? nn.BCEWithLogitsLoss takes such outputs as they are',
  });
}

/**
 * Binary cross-entropy, for probabilities of one class against its absence: L = −mean of t log x +
 * (1 − t) log(1 − x). PyTorch's `nn.BCELoss`. `BCEWithLogitsLoss` does the sigmoid as well, and better.
 *
 * - Args: `weight`, what each element's loss is multiplied by; `reduction`, 'mean', 'sum' or 'none'.
 * - Shape: any, and the same → a number; with 'none' the shape of the inputs.
 *
 * ```ts
 * new nn.BCELoss().call(torch.tensor([0.25, 0.75]), torch.tensor([0, 1]).float()); // → tensor(0.2877)
 * ```
 */
export class BCELoss extends WeightedLoss {
  constructor(weight?: Tensor | null | BCELossOptions, reduction?: Reduction | BCELossOptions) {
    super(bind('BCELoss', [weight, reduction], names));
  }

  override forward(x: Tensor, target: Tensor): Tensor {
    return binaryCrossEntropy(x, target, { weight: this.weight, reduction: this.reduction });
  }
}
