import { wgsl } from '../../device/formulas.ts';
import { add } from '../add.ts';
import { activation } from '../families/activation.ts';
import { mul } from '../mul.ts';
import { sigmoid } from '../sigmoid.ts';
import { square } from '../square.ts';
import { sub } from '../sub.ts';
import { tanh } from '../tanh.ts';
import { softplus } from './softplus.ts';

/**
 * x · tanh(softplus(x)). PyTorch's `F.mish`.
 */
export const mish = activation({
  name: 'mish',
  parameters: { inplace: false },
  float: () => wgsl('x * hyperbolicTangent(softplus(x))', (x) => x * Math.tanh(Math.log1p(Math.exp(x)))),
  gradient: () =>
    wgsl('a * mishSlope(b)', (grad, x) => {
      const t = Math.tanh(Math.log1p(Math.exp(x)));
      const s = 1 / (1 + Math.exp(-x));
      return grad * (t + x * s * (1 - t * t));
    }),
  // With t = tanh(softplus(x)): t′ = σ (1 − t²) and f″ = 2t′ + x t″, where t″ = (1 − t²) (σ (1 − σ) − 2tσ²).
  curvature: (x) => {
    const s = sigmoid(x);
    const t = tanh(softplus(x));
    const rest = sub(1, square(t));
    const second = sub(mul(s, sub(1, s)), mul(mul(t, square(s)), 2));
    return mul(rest, add(mul(s, 2), mul(x, second)));
  },
  samples: [-4, -0.5, 0, 0.5, 3],
});
