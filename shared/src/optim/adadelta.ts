import type { FloatArray } from '../core/dtype.ts';
import { py } from '../core/python.ts';
import type { Kernel } from '../device/kernel.ts';
import type { Tensor } from '../tensor/tensor.ts';
import {
  changeBy,
  Optimizer,
  type Params,
  type RuleOptions,
  requireBetas,
  requireNonNegative,
  zerosFor,
} from './optimizer.ts';

export interface AdadeltaOptions extends RuleOptions {
  /** ρ, how slowly the means forget. */
  rho: number;
  /** ε, inside both roots. */
  eps: number;
  /** λ, the strength of the L2 penalty. */
  weightDecay: number;
  /** Go uphill. */
  maximize: boolean;
}

interface State extends Record<string, Tensor | number | null> {
  step: number;
  /** v, the running mean of g². */
  squareAvg: Tensor;
  /** u, the running mean of δ². */
  accDelta: Tensor;
}

interface Factors extends Pick<AdadeltaOptions, 'lr' | 'rho' | 'eps' | 'weightDecay'> {
  /** −1 to go uphill. */
  readonly sign: number;
}

const adadeltaStep: Kernel<
  readonly [g: FloatArray],
  readonly [w: FloatArray, v: FloatArray, u: FloatArray],
  Factors
> = {
  name: 'adadeltaStep',
  cpu: ([g], [w, v, u], { sign, lr, rho, eps, weightDecay }) => {
    for (let i = 0; i < w.length; i++) {
      const wi = w[i] as number;
      const gi = sign * (g[i] as number) + weightDecay * wi;
      const vi = rho * (v[i] as number) + (1 - rho) * gi * gi;
      const delta = (Math.sqrt((u[i] as number) + eps) / Math.sqrt(vi + eps)) * gi;
      v[i] = vi;
      u[i] = rho * (u[i] as number) + (1 - rho) * delta * delta;
      w[i] = wi - lr * delta;
    }
  },
};

/**
 * Adadelta: PyTorch's `optim.Adadelta`.
 *
 *     g ← ∇f(w) + λ w        v ← ρ v + (1 − ρ) g²
 *     δ = g √(u + ε) / √(v + ε)        u ← ρ u + (1 − ρ) δ²
 *     w ← w − γ δ
 *
 * ```ts
 * const w = torch.tensor([1.5], { requiresGrad: true });
 * const optimizer = new optim.Adadelta([w]);
 * w.mul(2).sum().backward();
 * optimizer.step();
 * w; // → tensor([1.4968], requires_grad=True)
 * ```
 *
 * @throws ValueError for options outside their range.
 */
export class Adadelta extends Optimizer<AdadeltaOptions, State> {
  constructor(params: Params<AdadeltaOptions>, options: Partial<AdadeltaOptions> = {}) {
    super(params, options, {
      lr: py.float(1),
      rho: 0.9,
      eps: 1e-6,
      weightDecay: 0,
      maximize: false,
      foreach: null,
    });
  }

  protected check({ lr, rho, eps, weightDecay }: AdadeltaOptions): void {
    requireNonNegative('Adadelta', 'learning rate', lr);
    requireNonNegative('Adadelta', 'epsilon value', eps);
    requireNonNegative('Adadelta', 'weight_decay value', weightDecay);
    requireBetas('Adadelta', [rho, 0]);
  }

  protected start(param: Tensor): State {
    return { step: 0, squareAvg: zerosFor(param), accDelta: zerosFor(param) };
  }

  protected update(param: Tensor, grad: Tensor, state: State, group: AdadeltaOptions): void {
    const { lr, rho, eps, weightDecay } = group;
    const sign = group.maximize ? -1 : 1;
    state.step += 1;
    const changing = [param, state.squareAvg, state.accDelta] as const;
    changeBy(adadeltaStep, grad, changing, { sign, lr, rho, eps, weightDecay });
  }
}
