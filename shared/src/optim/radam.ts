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

export interface RAdamOptions extends RuleOptions {
  /** β₁ and β₂, how slowly the means of g and g² forget. */
  betas: readonly [number, number];
  /** ε, keeps the divisor from 0. */
  eps: number;
  /** λ, the strength of the L2 penalty. */
  weightDecay: number;
}

interface State extends Record<string, Tensor | number | null> {
  step: Tensor;
  /** m, the running mean of g. */
  expAvg: Tensor;
  /** v, the running mean of g². */
  expAvgSq: Tensor;
}

interface Factors extends Pick<RAdamOptions, 'weightDecay' | 'eps'> {
  readonly beta1: number;
  readonly beta2: number;
  /** γ / (1 − β₁ᵗ) */
  readonly rate: number;
  /** r √(1 − β₂ᵗ); null where the mean of squares is not to be trusted yet. */
  readonly scale: number | null;
}

const radamStep: Kernel<
  readonly [g: FloatArray],
  readonly [w: FloatArray, m: FloatArray, v: FloatArray],
  Factors
> = {
  name: 'radamStep',
  cpu: ([g], [w, m, v], { weightDecay, beta1, beta2, rate, scale, eps }) => {
    for (let i = 0; i < w.length; i++) {
      const wi = w[i] as number;
      const gi = (g[i] as number) + weightDecay * wi;
      const mi = beta1 * (m[i] as number) + (1 - beta1) * gi;
      const vi = beta2 * (v[i] as number) + (1 - beta2) * gi * gi;
      m[i] = mi;
      v[i] = vi;
      const adapted = scale === null ? 1 : scale / (Math.sqrt(vi) + eps);
      w[i] = wi - rate * mi * adapted;
    }
  },
};

/**
 * Adam that waits with its division until the mean of squares can be trusted: PyTorch's `optim.RAdam`.
 *
 *     g ← ∇f(w) + λ w
 *     m ← β₁ m + (1 − β₁) g        v ← β₂ v + (1 − β₂) g²
 *     ρ∞ = 2 / (1 − β₂) − 1        ρₜ = ρ∞ − 2 t β₂ᵗ / (1 − β₂ᵗ)
 *     m̂ = m / (1 − β₁ᵗ)
 *     w ← w − γ m̂ r √(1 − β₂ᵗ) / (√v + ε)   where ρₜ > 5, with
 *         r = √((ρₜ − 4)(ρₜ − 2) ρ∞ / ((ρ∞ − 4)(ρ∞ − 2) ρₜ)),   else   w ← w − γ m̂
 *
 * ```ts
 * const w = torch.tensor([1.5], { requiresGrad: true });
 * const optimizer = new optim.RAdam([w], { lr: 0.1 });
 * w.mul(2).sum().backward();
 * optimizer.step();
 * w; // → tensor([1.3000], requires_grad=True)
 * ```
 *
 * @throws ValueError for options outside their range.
 */
export class RAdam extends Optimizer<RAdamOptions, State> {
  constructor(params: Params<RAdamOptions>, options: Partial<RAdamOptions> = {}) {
    super(params, options, {
      lr: 0.001,
      betas: tuple(0.9, 0.999),
      eps: 1e-8,
      weightDecay: 0,
      foreach: null,
    });
  }

  protected check({ lr, eps, betas, weightDecay }: RAdamOptions): void {
    requireNonNegative('RAdam', 'learning rate', lr);
    requireNonNegative('RAdam', 'epsilon value', eps);
    requireBetas('RAdam', betas);
    requireNonNegative('RAdam', 'weight_decay value', weightDecay);
  }

  protected start(param: Tensor): State {
    return { step: filled([], 0, float32), expAvg: zerosFor(param), expAvgSq: zerosFor(param) };
  }

  protected update(param: Tensor, grad: Tensor, state: State, group: RAdamOptions): void {
    const { lr, eps, weightDecay } = group;
    const [beta1, beta2] = group.betas;
    const step = elements(state.step);
    step[0] = (step[0] as number) + 1;
    const t = step[0];
    const rate = lr / (1 - beta1 ** t);
    const bias2 = 1 - beta2 ** t;
    const rhoInf = 2 / (1 - beta2) - 1;
    const rho = rhoInf - (2 * t * beta2 ** t) / bias2;
    const r = Math.sqrt(((rho - 4) * (rho - 2) * rhoInf) / ((rhoInf - 4) * (rhoInf - 2) * rho));
    const scale = rho > 5 ? r * Math.sqrt(bias2) : null;
    const changing = [param, state.expAvg, state.expAvgSq] as const;
    changeBy(radamStep, grad, changing, { weightDecay, beta1, beta2, rate, scale, eps });
  }
}
