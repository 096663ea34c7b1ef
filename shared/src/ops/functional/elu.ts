import { wgsl } from '../../device/formulas.ts';
import { exp } from '../exp.ts';
import { activation } from '../families/activation.ts';
import { gt } from '../gt.ts';
import { mul } from '../mul.ts';
import { where } from '../where.ts';

/**
 * x where x > 0, `alpha` · (eˣ − 1) elsewhere. PyTorch's `F.elu`.
 */
export const elu = activation({
  name: 'elu',
  parameters: { alpha: 1, inplace: false },
  float: ({ alpha }) =>
    wgsl(
      'select(k().x * exponentialM1(x), x, greater(x, 0.0))',
      (x) => (x > 0 ? x : alpha * Math.expm1(x)),
      alpha,
    ),
  gradient: ({ alpha }) =>
    wgsl(
      'select(a * k().x * exponential(b), a, greater(b, 0.0))',
      (grad, x) => (x > 0 ? grad : grad * alpha * Math.exp(x)),
      alpha,
    ),
  curvature: (x, { alpha }) => where(gt(x, 0), 0, mul(exp(x), alpha)),
  samples: [-4, -0.5, 0, 0.5, 3],
});
