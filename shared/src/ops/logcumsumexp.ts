import { float32 } from '../core/dtype.ts';
import type { LaneMap } from '../device/formulas.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { add } from './add.ts';
import { exp } from './exp.ts';
import { type CumulativeOptions, cumulative } from './families/cumulative.ts';
import { wgslLogSum } from './families/lane-sum.ts';
import { flip } from './flip.ts';
import { gt } from './gt.ts';
import { log } from './log.ts';
import { neg } from './neg.ts';
import { sub } from './sub.ts';
import { where } from './where.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The running logsumexp y[i] = log(exp x[0] + … + exp x[i]) along `dim`, with no exponential that overflows.
     *
     * ```ts
     * torch.tensor([1000, 1000.5]).logcumsumexp(0); // → tensor([1000.0000, 1000.9741])
     * ```
     */
    logcumsumexp(dim: number | Pick<CumulativeOptions, 'dim'>): Tensor;
  }
}

/** log(eᵃ + eᵇ). */
function logAddExp(a: number, b: number): number {
  const m = Math.max(a, b);
  // Infinities give themselves; subtracting one from itself would make NaN.
  return Math.abs(m) === Number.POSITIVE_INFINITY ? m : m + Math.log1p(Math.exp(Math.min(a, b) - m));
}

const runningLogSum: LaneMap = {
  name: 'logcumsumexp',
  float: (x, start, end, y) => {
    let total = Number.NEGATIVE_INFINITY;
    for (let i = start; i < end; i++) {
      total = logAddExp(total, x[i] as number);
      y[i] = total;
    }
  },
  wgsl: { running: wgslLogSum },
};

export const logcumsumexp = cumulative(runningLogSum, (grad, { x, y }, dim) => {
  // dL/dx[k] = Σᵢ dL/dy[i] · exp(x[k] − y[i]) for i ≥ k: in logarithms, since either exponential may overflow.
  const ofPositive = (part: Tensor): Tensor => {
    // The logarithm of 0 without an infinity, which would make NaN of −∞ − (−∞).
    const lowest = grad.dtype === float32 ? -3.4028234663852886e38 : -Number.MAX_VALUE;
    const positive = gt(part, 0);
    const logs = where(positive, log(where(positive, part, 1)), lowest);
    const sums = flip(logcumsumexp(flip(sub(logs, y), [dim]), dim), [dim]);
    return exp(add(sums, x));
  };
  return sub(ofPositive(grad), ofPositive(neg(grad)));
});
