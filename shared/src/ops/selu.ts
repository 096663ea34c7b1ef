import { wgsl } from '../device/formulas.ts';
import { exp } from './exp.ts';
import { activation } from './families/activation.ts';
import { gt } from './gt.ts';
import { mul } from './mul.ts';
import { where } from './where.ts';

// Klambauer et al., "Self-Normalizing Neural Networks" (2017).
const alpha = 1.6732632423543772;
const scale = 1.0507009873554805;

/**
 * `scale` · (x where x > 0, `alpha` · (eˣ − 1) elsewhere), with the two constants for which layers of it keep mean
 * 0 and variance 1. PyTorch's `F.selu`.
 */
export const selu = activation({
  name: 'selu',
  parameters: { inplace: false },
  float: () =>
    wgsl(
      'k().x * select(k().y * exponentialM1(x), x, greater(x, 0.0))',
      (x) => scale * (x > 0 ? x : alpha * Math.expm1(x)),
      scale,
      alpha,
    ),
  gradient: () =>
    wgsl(
      'a * k().x * select(k().y * exponential(b), 1.0, greater(b, 0.0))',
      (grad, x) => grad * scale * (x > 0 ? 1 : alpha * Math.exp(x)),
      scale,
      alpha,
    ),
  curvature: (x) => where(gt(x, 0), 0, mul(exp(x), scale * alpha)),
  node: 'EluBackward0',
  samples: [-4, -0.5, 0, 0.5, 3],
});
