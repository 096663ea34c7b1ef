import { wgsl } from '../../device/formulas.ts';
import { add } from '../add.ts';
import { activation } from '../families/activation.ts';
import { mul } from '../mul.ts';
import { sigmoid } from '../sigmoid.ts';
import { sub } from '../sub.ts';

/**
 * x · σ(x), with the logistic function σ. PyTorch's `F.silu`.
 */
export const silu = activation({
  name: 'silu',
  parameters: { inplace: false },
  float: () => wgsl('x * logistic(x)', (x) => x / (1 + Math.exp(-x))),
  gradient: () =>
    wgsl('a * logistic(b) * (1.0 + b * logistic(negated(b)))', (grad, x) => {
      const s = 1 / (1 + Math.exp(-x));
      return grad * s * (1 + x * (1 - s));
    }),
  // σ″ x + 2σ′, with σ′ = σ (1 − σ) and σ″ = σ′ (1 − 2σ).
  curvature: (x) => {
    const s = sigmoid(x);
    return mul(mul(s, sub(1, s)), add(mul(x, sub(1, mul(s, 2))), 2));
  },
  samples: [-4, -0.5, 0, 0.5, 3],
});
