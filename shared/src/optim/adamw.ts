import { float32 } from '../core/dtype.ts';
import { adamStep } from '../device/kernels/adam.ts';
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

export interface AdamWOptions extends RuleOptions {
  /** β₁ and β₂, how slowly the means of g and g² forget. */
  betas: readonly [number, number];
  /** ε, keeps the divisor from 0. */
  eps: number;
  /** λ, the share of a weight that each step takes away, times γ. */
  weightDecay: number;
  /** Divide by the largest mean of g² seen so far (AMSGrad). */
  amsgrad: boolean;
  /** Go uphill. */
  maximize: boolean;
}

interface State extends Record<string, Tensor | number | null> {
  step: Tensor;
  /** m, the running mean of g. */
  expAvg: Tensor;
  /** v, the running mean of g². */
  expAvgSq: Tensor;
  /** The largest v so far, for `amsgrad`. */
  maxExpAvgSq: Tensor | null;
}

/**
 * Adam with weight decay of its own, apart from the gradient: PyTorch's `optim.AdamW`.
 *
 *     w ← w − γ λ w
 *     m ← β₁ m + (1 − β₁) g        v ← β₂ v + (1 − β₂) g²
 *     w ← w − γ m̂ / (√v̂ + ε)       with m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ)
 *
 * ```ts
 * const w = torch.tensor([1.5], { requiresGrad: true });
 * const optimizer = new optim.AdamW([w], { lr: 0.1 });
 * w.mul(2).sum().backward();
 * optimizer.step();
 * w; // → tensor([1.3985], requires_grad=True)
 * ```
 *
 * @throws ValueError for options outside their range.
 */
export class AdamW extends Optimizer<AdamWOptions, State> {
  constructor(params: Params<AdamWOptions>, options: Partial<AdamWOptions> = {}) {
    super(params, options, {
      lr: 0.001,
      betas: tuple(0.9, 0.999),
      eps: 1e-8,
      weightDecay: 0.01,
      amsgrad: false,
      maximize: false,
      foreach: null,
      capturable: false,
    });
  }

  protected check({ lr, eps, betas, weightDecay }: AdamWOptions): void {
    requireNonNegative('AdamW', 'learning rate', lr);
    requireNonNegative('AdamW', 'epsilon value', eps);
    requireBetas('AdamW', betas);
    requireNonNegative('AdamW', 'weight_decay value', weightDecay);
  }

  protected start(param: Tensor, group: AdamWOptions): State {
    return {
      step: filled([], 0, float32),
      expAvg: zerosFor(param),
      expAvgSq: zerosFor(param),
      maxExpAvgSq: group.amsgrad ? zerosFor(param) : null,
    };
  }

  protected update(param: Tensor, grad: Tensor, state: State, group: AdamWOptions): void {
    const { lr, eps, weightDecay } = group;
    const [beta1, beta2] = group.betas;
    const step = elements(state.step);
    step[0] = (step[0] as number) + 1;
    const { expAvg, expAvgSq, maxExpAvgSq } = state;
    const changing = [param, expAvg, expAvgSq] as const;
    changeBy(adamStep, grad, maxExpAvgSq === null ? changing : [...changing, maxExpAvgSq], {
      sign: group.maximize ? -1 : 1,
      decay: 1 - lr * weightDecay,
      isDecoupled: true,
      beta1,
      beta2,
      rate: lr / (1 - beta1 ** step[0]),
      bias2: Math.sqrt(1 - beta2 ** step[0]),
      eps,
    });
  }
}
