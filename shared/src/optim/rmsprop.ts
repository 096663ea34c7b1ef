import type { FloatArray } from '../core/dtype.ts';
import type { Kernel } from '../device/kernel.ts';
import type { Tensor } from '../tensor/tensor.ts';
import {
  changeBy,
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

interface Factors
  extends Pick<RMSpropOptions, 'weightDecay' | 'alpha' | 'eps' | 'centered' | 'momentum' | 'lr'> {
  /** −1 to go uphill. */
  readonly sign: number;
}

/** ḡ is there with `centered` alone, and b with a momentum. */
const rmspropStep: Kernel<
  readonly [g: FloatArray],
  readonly [w: FloatArray, v: FloatArray, ...meanAndMomentum: FloatArray[]],
  Factors
> = {
  name: 'rmspropStep',
  cpu: ([g], [w, v, ...kept], { sign, weightDecay, alpha, eps, centered, momentum, lr }) => {
    const mean = centered ? kept[0] : undefined;
    const b = kept[centered ? 1 : 0];
    for (let i = 0; i < w.length; i++) {
      const wi = w[i] as number;
      const gi = sign * (g[i] as number) + weightDecay * wi;
      const vi = alpha * (v[i] as number) + (1 - alpha) * gi * gi;
      v[i] = vi;
      let spread = vi;
      if (mean !== undefined) {
        const meanOfG = alpha * (mean[i] as number) + (1 - alpha) * gi;
        mean[i] = meanOfG;
        spread = vi - meanOfG * meanOfG;
      }
      let step = gi / (Math.sqrt(spread) + eps);
      if (b !== undefined) {
        step += momentum * (b[i] as number);
        b[i] = step;
      }
      w[i] = wi - lr * step;
    }
  },
};

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
    const { lr, alpha, eps, weightDecay, momentum } = group;
    const { squareAvg, gradAvg, momentumBuffer } = state;
    state.step += 1;
    const kept = [gradAvg, momentumBuffer].filter((x) => x !== null);
    changeBy(rmspropStep, grad, [param, squareAvg, ...kept], {
      sign: group.maximize ? -1 : 1,
      weightDecay,
      alpha,
      eps,
      centered: gradAvg !== null,
      momentum,
      lr,
    });
  }
}
