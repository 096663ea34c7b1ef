import { resultType } from '../../core/promotion.ts';
import { looped, wgsl, type ZipFormula, type ZipThreeFormula } from '../../device/formulas.ts';
import { bind } from '../../ops/families/bound-arguments.ts';
import { mul } from '../../ops/mul.ts';
import { square } from '../../ops/square.ts';
import { sub } from '../../ops/sub.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { elementwiseLoss } from './elementwise-loss.ts';
import { Loss } from './loss.ts';
import { requirePair, warnOfSizes } from './operands.ts';
import { type LossOptions, reduced, reductionOf } from './reduction.ts';

const { fround } = Math;

const squaredDifference: ZipFormula = wgsl(
  '(a - b) * (a - b)',
  looped(
    (x: number, t: number) => fround(x - t) * fround(x - t),
    (a, p, stepA, b, q, stepB, y, start, end) => {
      for (let i = start; i < end; i++, p += stepA, q += stepB) {
        y[i] = squaredDifference(a[p] as number, b[q] as number);
      }
    },
  ),
);

const gradientOf: ZipThreeFormula = wgsl(
  'a * (2.0 * (b - c))',
  looped(
    (g: number, x: number, t: number) => g * fround(2 * fround(x - t)),
    (g, stepG, x, stepX, t, stepT, y) => {
      for (let i = 0; i < y.length; i++) {
        y[i] = gradientOf(g[i * stepG] as number, x[i * stepX] as number, t[i * stepT] as number);
      }
    },
  ),
);

const squaredError = elementwiseLoss<null>({
  name: 'mseLoss',
  value: (x, t) => (x - t) * (x - t),
  single: squaredDifference,
  slope: (x, t) => mul(sub(x, t), 2),
  gradient: gradientOf,
  strict: true,
});

/**
 * Mean squared error: (x − t)², averaged. PyTorch's `F.mse_loss`.
 *
 * ```ts
 * F.mseLoss(torch.tensor([1.5, 3]), torch.tensor([0.5, 3])); // → tensor(0.5000)
 * F.mseLoss(torch.tensor([1.5, 3]), torch.tensor([0.5, 3]), { reduction: 'none' }); // → tensor([1., 0.])
 * ```
 *
 * Warns where the shapes differ. @throws RuntimeError where they do not even broadcast.
 */
export function mseLoss(x: Tensor, target: Tensor, options?: LossOptions): Tensor {
  requirePair('mseLoss', x, target);
  const reduction = reductionOf('mseLoss', bind('mseLoss', [options], ['reduction']));
  warnOfSizes(x, target);
  const dtype = resultType(x, target);
  if (!dtype.isFloatingPoint) return reduced(square(sub(x, target)), reduction);
  return squaredError(x, target, { reduction, dtype, p: null });
}

/**
 * Mean squared error, for regression: L = Σ (xᵢ − tᵢ)² / n. PyTorch's `nn.MSELoss`.
 *
 * - Args: `reduction`, 'mean', 'sum' or 'none'.
 * - Shape: any, and the same → a number; with 'none' the shape of the inputs.
 *
 * ```ts
 * new nn.MSELoss().call(torch.tensor([1.5, 3]), torch.tensor([0.5, 3])); // → tensor(0.5000)
 * ```
 */
export class MSELoss extends Loss {
  constructor(options?: LossOptions) {
    super(bind('MSELoss', [options], ['reduction']));
  }

  override forward(x: Tensor, target: Tensor): Tensor {
    return mseLoss(x, target, { reduction: this.reduction });
  }
}
