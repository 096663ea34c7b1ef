import { type FloatArray, float32 } from '../core/dtype.ts';
import type { Kernel } from '../device/kernel.ts';
import { filled } from '../tensor/creation.ts';
import type { Tensor } from '../tensor/tensor.ts';
import {
  changeBy,
  elements,
  Optimizer,
  type Params,
  type RuleOptions,
  requireBetas,
  requireNonNegative,
  tuple,
  zerosFor,
} from './optimizer.ts';

export interface AdamaxOptions extends RuleOptions {
  /** β₁ and β₂, how slowly the means of g and g² forget. */
  betas: readonly [number, number];
  /** ε, keeps the divisor from 0. */
  eps: number;
  /** λ, the strength of the L2 penalty. */
  weightDecay: number;
  /** Go uphill. */
  maximize: boolean;
}

interface State extends Record<string, Tensor | number | null> {
  step: Tensor;
  /** m, the running mean of g. */
  expAvg: Tensor;
  /** u, the largest |g|, slowly forgotten. */
  expInf: Tensor;
}

interface Factors extends Pick<AdamaxOptions, 'weightDecay' | 'eps'> {
  /** −1 to go uphill. */
  readonly sign: number;
  readonly beta1: number;
  readonly beta2: number;
  /** γ / (1 − β₁ᵗ) */
  readonly rate: number;
}

const adamaxStep: Kernel<
  readonly [g: FloatArray],
  readonly [w: FloatArray, m: FloatArray, u: FloatArray],
  Factors
> = {
  name: 'adamaxStep',
  cpu: ([g], [w, m, u], { sign, weightDecay, beta1, beta2, rate, eps }) => {
    for (let i = 0; i < w.length; i++) {
      const wi = w[i] as number;
      const gi = sign * (g[i] as number) + weightDecay * wi;
      const mi = beta1 * (m[i] as number) + (1 - beta1) * gi;
      const ui = Math.max(beta2 * (u[i] as number), Math.abs(gi) + eps);
      m[i] = mi;
      u[i] = ui;
      w[i] = wi - rate * (mi / ui);
    }
  },
};

/**
 * Adamax, Adam with the largest instead of the mean of squares: PyTorch's `optim.Adamax`.
 *
 *     g ← ∇f(w) + λ w
 *     m ← β₁ m + (1 − β₁) g        u ← max(β₂ u, |g| + ε)
 *     w ← w − γ / (1 − β₁ᵗ) · m / u
 *
 * ```ts
 * const w = torch.tensor([1.5], { requiresGrad: true });
 * const optimizer = new optim.Adamax([w]);
 * w.mul(2).sum().backward();
 * optimizer.step();
 * w; // → tensor([1.4980], requires_grad=True)
 * ```
 *
 * @throws ValueError for options outside their range.
 */
export class Adamax extends Optimizer<AdamaxOptions, State> {
  constructor(params: Params<AdamaxOptions>, options: Partial<AdamaxOptions> = {}) {
    super(params, options, {
      lr: 0.002,
      betas: tuple(0.9, 0.999),
      eps: 1e-8,
      weightDecay: 0,
      maximize: false,
      foreach: null,
    });
  }

  protected check({ lr, eps, betas, weightDecay }: AdamaxOptions): void {
    requireNonNegative('Adamax', 'learning rate', lr);
    requireNonNegative('Adamax', 'epsilon value', eps);
    requireBetas('Adamax', betas);
    requireNonNegative('Adamax', 'weight_decay value', weightDecay);
  }

  protected start(param: Tensor): State {
    return { step: filled([], 0, float32), expAvg: zerosFor(param), expInf: zerosFor(param) };
  }

  protected update(param: Tensor, grad: Tensor, state: State, group: AdamaxOptions): void {
    const { lr, eps, weightDecay } = group;
    const [beta1, beta2] = group.betas;
    const sign = group.maximize ? -1 : 1;
    const step = elements(state.step);
    step[0] = (step[0] as number) + 1;
    const rate = lr / (1 - beta1 ** step[0]);
    const changing = [param, state.expAvg, state.expInf] as const;
    changeBy(adamaxStep, grad, changing, { sign, weightDecay, beta1, beta2, rate, eps });
  }
}
