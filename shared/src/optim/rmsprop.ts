import { elementsOf } from '../tensor/elements.ts';
import type { Tensor } from '../tensor/tensor.ts';
import {
  elements,
  Optimizer,
  type Params,
  type RuleOptions,
  requireNonNegative,
  zerosFor,
} from './optimizer.ts';

export interface RMSpropOptions extends RuleOptions {
  /** α, how slowly the mean of g² forgets. */
  alpha: number;
  /** ε, keeps the divisor from 0. */
  eps: number;
  /** λ, the strength of the L2 penalty. */
  weightDecay: number;
  /** μ, 0 for none. */
  momentum: number;
  /** Divide by the variance of g instead of its square. */
  centered: boolean;
  /** Go uphill. */
  maximize: boolean;
}

interface State extends Record<string, Tensor | number | null> {
  step: number;
  /** v, the running mean of g². */
  squareAvg: Tensor;
  /** b, with `momentum`. */
  momentumBuffer: Tensor | null;
  /** ḡ, the running mean of g, with `centered`. */
  gradAvg: Tensor | null;
}

/**
 * RMSprop: PyTorch's `optim.RMSprop`.
 *
 *     g ← ∇f(w) + λ w
 *     v ← α v + (1 − α) g²
 *     ṽ = v, or v − ḡ² with `centered`, where ḡ ← α ḡ + (1 − α) g
 *     b ← μ b + g / (√ṽ + ε)        w ← w − γ b
 *
 * ```ts
 * const w = torch.tensor([1.5], { requiresGrad: true });
 * const optimizer = new optim.RMSprop([w]);
 * w.mul(2).sum().backward();
 * optimizer.step();
 * w; // → tensor([1.4000], requires_grad=True)
 * ```
 *
 * @throws ValueError for options outside their range.
 */
export class RMSprop extends Optimizer<RMSpropOptions, State> {
  constructor(params: Params<RMSpropOptions>, options: Partial<RMSpropOptions> = {}) {
    super(params, options, {
      lr: 0.01,
      momentum: 0,
      alpha: 0.99,
      eps: 1e-8,
      centered: false,
      weightDecay: 0,
      maximize: false,
      foreach: null,
      differentiable: false,
    });
  }

  protected check({ lr, eps, momentum, weightDecay, alpha }: RMSpropOptions): void {
    requireNonNegative('RMSprop', 'learning rate', lr);
    requireNonNegative('RMSprop', 'epsilon value', eps);
    requireNonNegative('RMSprop', 'momentum value', momentum);
    requireNonNegative('RMSprop', 'weight_decay value', weightDecay);
    requireNonNegative('RMSprop', 'alpha value', alpha);
  }

  protected start(param: Tensor, group: RMSpropOptions): State {
    return {
      step: 0,
      squareAvg: zerosFor(param),
      momentumBuffer: group.momentum > 0 ? zerosFor(param) : null,
      gradAvg: group.centered ? zerosFor(param) : null,
    };
  }

  protected update(param: Tensor, grad: Tensor, state: State, group: RMSpropOptions): void {
    const w = elements(param);
    const g = elementsOf(grad);
    const { lr, alpha, eps, weightDecay, momentum } = group;
    const sign = group.maximize ? -1 : 1;
    state.step += 1;
    const v = elements(state.squareAvg);
    const b = state.momentumBuffer === null ? null : elements(state.momentumBuffer);
    const mean = state.gradAvg === null ? null : elements(state.gradAvg);
    for (let i = 0; i < w.length; i++) {
      const wi = w[i] as number;
      const gi = sign * (g[i] as number) + weightDecay * wi;
      const vi = alpha * (v[i] as number) + (1 - alpha) * gi * gi;
      v[i] = vi;
      let spread = vi;
      if (mean !== null) {
        const meanOfG = alpha * (mean[i] as number) + (1 - alpha) * gi;
        mean[i] = meanOfG;
        spread = vi - meanOfG * meanOfG;
      }
      let step = gi / (Math.sqrt(spread) + eps);
      if (b !== null) {
        step += momentum * (b[i] as number);
        b[i] = step;
      }
      w[i] = wi - lr * step;
    }
  }
}
