import { type nn, type Tensor, torch } from '#torch';
import type { MyAdam, MySGD } from '../modules-and-optimizers.ts';

/** γ v of the parameter, as the reference has it: for mistakes in what is done with it. */
export function sgdMovement({ options, velocities }: MySGD, p: nn.Parameter, grad: Tensor): Tensor {
  const { lr, momentum, weightDecay } = options;
  return torch.noGrad(() => {
    const g = grad.add(p.mul(weightDecay));
    const v = (velocities.get(p) ?? torch.zerosLike(p)).mul(momentum).add(g);
    velocities.set(p, v);
    return v.mul(lr);
  });
}

/** γ m̂ / (√v̂ + ε) of the parameter: as the reference has it, without the hats, or with ε inside the root. */
export function adamMovement(
  { options, states }: MyAdam,
  p: nn.Parameter,
  g: Tensor,
  { hats = true, epsInside = false } = {},
): Tensor {
  const { lr, betas, eps } = options;
  return torch.noGrad(() => {
    const before = states.get(p) ?? { t: 0, m: torch.zerosLike(p), v: torch.zerosLike(p) };
    const t = before.t + 1;
    const m = before.m.mul(betas[0]).add(g.mul(1 - betas[0]));
    const v = before.v.mul(betas[1]).add(g.mul(g).mul(1 - betas[1]));
    states.set(p, { t, m, v });
    const mHat = hats ? m.div(1 - betas[0] ** t) : m;
    const vHat = hats ? v.div(1 - betas[1] ** t) : v;
    const divisor = epsInside ? vHat.add(eps).sqrt() : vHat.sqrt().add(eps);
    return mHat.div(divisor).mul(lr);
  });
}
