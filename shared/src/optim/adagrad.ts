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
  requireNonNegative,
} from './optimizer.ts';

export interface AdagradOptions extends RuleOptions {
  /** η, how fast the learning rate falls. */
  lrDecay: number;
  /** λ, the strength of the L2 penalty. */
  weightDecay: number;
  /** s before the first step. */
  initialAccumulatorValue: number;
  /** ε, keeps the divisor from 0. */
  eps: number;
  /** Go uphill. */
  maximize: boolean;
}

interface State extends Record<string, Tensor | number | null> {
  step: Tensor;
  /** s, the sum of g². */
  sum: Tensor;
}

interface Factors extends Pick<AdagradOptions, 'weightDecay' | 'eps'> {
  /** −1 to go uphill. */
  readonly sign: number;
  /** γ̃ */
  readonly rate: number;
}

const adagradStep: Kernel<readonly [g: FloatArray], readonly [w: FloatArray, s: FloatArray], Factors> = {
  name: 'adagradStep',
  cpu: ([g], [w, s], { sign, weightDecay, rate, eps }) => {
    for (let i = 0; i < w.length; i++) {
      const wi = w[i] as number;
      const gi = sign * (g[i] as number) + weightDecay * wi;
      const si = (s[i] as number) + gi * gi;
      s[i] = si;
      w[i] = wi - rate * (gi / (Math.sqrt(si) + eps));
    }
  },
};

/**
 * Adagrad: PyTorch's `optim.Adagrad`.
 *
 *     γ̃ = γ / (1 + (t − 1) η)
 *     g ← ∇f(w) + λ w        s ← s + g²
 *     w ← w − γ̃ g / (√s + ε)
 *
 * ```ts
 * const w = torch.tensor([1.5], { requiresGrad: true });
 * const optimizer = new optim.Adagrad([w]);
 * w.mul(2).sum().backward();
 * optimizer.step();
 * w; // → tensor([1.4900], requires_grad=True)
 * ```
 *
 * @throws ValueError for options outside their range.
 */
export class Adagrad extends Optimizer<AdagradOptions, State> {
  constructor(params: Params<AdagradOptions>, options: Partial<AdagradOptions> = {}) {
    super(params, options, {
      lr: 0.01,
      lrDecay: 0,
      eps: 1e-10,
      weightDecay: 0,
      initialAccumulatorValue: 0,
      maximize: false,
      foreach: null,
    });
  }

  protected check({ lr, lrDecay, weightDecay, initialAccumulatorValue, eps }: AdagradOptions): void {
    requireNonNegative('Adagrad', 'learning rate', lr);
    requireNonNegative('Adagrad', 'lr_decay value', lrDecay);
    requireNonNegative('Adagrad', 'weight_decay value', weightDecay);
    requireNonNegative('Adagrad', 'initial_accumulator_value value', initialAccumulatorValue);
    requireNonNegative('Adagrad', 'epsilon value', eps);
  }

  protected start(param: Tensor, group: AdagradOptions): State {
    return {
      step: filled([], 0, float32),
      sum: filled(param.sizes, group.initialAccumulatorValue, param.dtype, param.device),
    };
  }

  protected update(param: Tensor, grad: Tensor, state: State, group: AdagradOptions): void {
    const { lr, lrDecay, eps, weightDecay } = group;
    const sign = group.maximize ? -1 : 1;
    const step = elements(state.step);
    step[0] = (step[0] as number) + 1;
    const rate = lr / (1 + (step[0] - 1) * lrDecay);
    changeBy(adagradStep, grad, [param, state.sum], { sign, weightDecay, rate, eps });
  }
}
