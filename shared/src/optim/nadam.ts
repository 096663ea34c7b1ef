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

export interface NAdamOptions extends RuleOptions {
  /** β₁ and β₂, how slowly the means of g and g² forget. */
  betas: readonly [number, number];
  /** ε, keeps the divisor from 0. */
  eps: number;
  /** λ, the strength of the L2 penalty. */
  weightDecay: number;
  /** ψ, how fast the momentum grows to β₁. */
  momentumDecay: number;
}

interface State extends Record<string, Tensor | number | null> {
  step: Tensor;
  /** ∏ μᵢ. */
  muProduct: Tensor;
  /** m, the running mean of g. */
  expAvg: Tensor;
  /** v, the running mean of g². */
  expAvgSq: Tensor;
}

interface Factors extends Pick<NAdamOptions, 'lr' | 'weightDecay' | 'eps'> {
  readonly beta1: number;
  readonly beta2: number;
  /** (1 − μₜ) / (1 − ∏ᵢ≤ₜ μᵢ) */
  readonly ofGrad: number;
  /** μₜ₊₁ / (1 − ∏ᵢ≤ₜ₊₁ μᵢ) */
  readonly ofMean: number;
  /** 1 − β₂ᵗ */
  readonly bias2: number;
}

const nadamStep: Kernel<
  readonly [g: FloatArray],
  readonly [w: FloatArray, m: FloatArray, v: FloatArray],
  Factors
> = {
  name: 'nadamStep',
  cpu: ([g], [w, m, v], { weightDecay, beta1, beta2, lr, ofGrad, ofMean, bias2, eps }) => {
    for (let i = 0; i < w.length; i++) {
      const wi = w[i] as number;
      const gi = (g[i] as number) + weightDecay * wi;
      const mi = beta1 * (m[i] as number) + (1 - beta1) * gi;
      const vi = beta2 * (v[i] as number) + (1 - beta2) * gi * gi;
      m[i] = mi;
      v[i] = vi;
      w[i] = wi - (lr * (ofGrad * gi + ofMean * mi)) / (Math.sqrt(vi / bias2) + eps);
    }
  },
};

/**
 * Adam with Nesterov momentum: PyTorch's `optim.NAdam`.
 *
 *     μₜ = β₁ (1 − ½ · 0.96^(t ψ))
 *     g ← ∇f(w) + λ w
 *     m ← β₁ m + (1 − β₁) g        v ← β₂ v + (1 − β₂) g²
 *     m̂ = μₜ₊₁ m / (1 − ∏ᵢ≤ₜ₊₁ μᵢ) + (1 − μₜ) g / (1 − ∏ᵢ≤ₜ μᵢ)
 *     w ← w − γ m̂ / (√(v / (1 − β₂ᵗ)) + ε)
 *
 * ```ts
 * const w = torch.tensor([1.5], { requiresGrad: true });
 * const optimizer = new optim.NAdam([w]);
 * w.mul(2).sum().backward();
 * optimizer.step();
 * w; // → tensor([1.4979], requires_grad=True)
 * ```
 *
 * @throws ValueError for options outside their range.
 */
export class NAdam extends Optimizer<NAdamOptions, State> {
  constructor(params: Params<NAdamOptions>, options: Partial<NAdamOptions> = {}) {
    super(params, options, {
      lr: 0.002,
      betas: tuple(0.9, 0.999),
      eps: 1e-8,
      weightDecay: 0,
      momentumDecay: 0.004,
      foreach: null,
    });
  }

  protected check({ lr, eps, betas, weightDecay, momentumDecay }: NAdamOptions): void {
    requireNonNegative('NAdam', 'learning rate', lr);
    requireNonNegative('NAdam', 'epsilon value', eps);
    requireBetas('NAdam', betas);
    requireNonNegative('NAdam', 'weight_decay value', weightDecay);
    requireNonNegative('NAdam', 'momentum_decay value', momentumDecay);
  }

  protected start(param: Tensor): State {
    return {
      step: filled([], 0, float32),
      muProduct: filled([], 1, float32),
      expAvg: zerosFor(param),
      expAvgSq: zerosFor(param),
    };
  }

  protected update(param: Tensor, grad: Tensor, state: State, group: NAdamOptions): void {
    const { lr, eps, weightDecay, momentumDecay } = group;
    const [beta1, beta2] = group.betas;
    const step = elements(state.step);
    step[0] = (step[0] as number) + 1;
    const t = step[0];
    const mu = beta1 * (1 - 0.5 * 0.96 ** (t * momentumDecay));
    const muNext = beta1 * (1 - 0.5 * 0.96 ** ((t + 1) * momentumDecay));
    const muProduct = elements(state.muProduct);
    muProduct[0] = (muProduct[0] as number) * Math.fround(mu);
    const ofGrad = (1 - mu) / (1 - muProduct[0]);
    // In float32, as the tensor that keeps it. PyTorch 1.13 counts μₜ twice in the product up to t + 1; its published formula counts it once.
    const product = Math.fround(Math.fround(muProduct[0] * Math.fround(mu)) * Math.fround(muNext));
    const ofMean = muNext / (1 - product);
    const bias2 = 1 - beta2 ** t;
    const changing = [param, state.expAvg, state.expAvgSq] as const;
    changeBy(nadamStep, grad, changing, { weightDecay, beta1, beta2, lr, ofGrad, ofMean, bias2, eps });
  }
}
