import { ValueError } from '../core/errors.ts';
import { descentStep } from '../device/kernels/sgd.ts';
import type { Tensor } from '../tensor/tensor.ts';
import {
  changeBy,
  Optimizer,
  type Params,
  type RuleOptions,
  requireNonNegative,
  zerosFor,
} from './optimizer.ts';

export interface SGDOptions extends RuleOptions {
  /** μ, 0 for none. */
  momentum: number;
  /** τ, what is taken off the gradient on its way into the momentum. */
  dampening: number;
  /** λ, the strength of the L2 penalty. */
  weightDecay: number;
  nesterov: boolean;
  /** Go uphill. */
  maximize: boolean;
}

interface State extends Record<string, Tensor | null> {
  momentumBuffer: Tensor | null;
}

/**
 * Stochastic gradient descent, with momentum if asked: PyTorch's `optim.SGD`. `lr` (γ) must be given.
 *
 *     g ← ∇f(w) + λ w
 *     b ← μ b + (1 − τ) g        (b ← g in the first step)
 *     g ← b, or g + μ b with `nesterov`
 *     w ← w − γ g
 *
 * ```ts
 * const w = torch.tensor([1.5], { requiresGrad: true });
 * const optimizer = new optim.SGD([w], { lr: 0.1 });
 * w.mul(2).sum().backward();
 * optimizer.step();
 * w; // → tensor([1.3000], requires_grad=True)
 * ```
 *
 * @throws ValueError without `lr`, or for options outside their range.
 */
export class SGD extends Optimizer<SGDOptions, State> {
  constructor(params: Params<SGDOptions>, options: Partial<SGDOptions> = {}) {
    super(params, options, {
      lr: undefined,
      momentum: 0,
      dampening: 0,
      weightDecay: 0,
      nesterov: false,
      maximize: false,
      foreach: null,
      differentiable: false,
    });
  }

  protected check({ lr, momentum, dampening, weightDecay, nesterov }: SGDOptions): void {
    requireNonNegative('SGD', 'learning rate', lr);
    requireNonNegative('SGD', 'momentum value', momentum);
    requireNonNegative('SGD', 'weight_decay value', weightDecay);
    if (nesterov && (momentum <= 0 || dampening !== 0)) {
      throw new ValueError({ who: 'SGD', seen: 'Nesterov momentum requires a momentum and zero dampening' });
    }
  }

  protected start(): State {
    return { momentumBuffer: null };
  }

  protected update(param: Tensor, grad: Tensor, state: State, group: SGDOptions): void {
    const { lr, momentum, dampening, weightDecay, nesterov } = group;
    const isFirst = state.momentumBuffer === null;
    if (momentum !== 0) state.momentumBuffer ??= zerosFor(param);
    const b = momentum === 0 ? null : (state.momentumBuffer as Tensor);
    const sign = group.maximize ? -1 : 1;
    const factors = { sign, weightDecay, lr, momentum, dampening, isFirst, nesterov };
    changeBy(descentStep, grad, b === null ? [param] : [param, b], factors);
  }
}
