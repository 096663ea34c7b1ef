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
  float:
    ({ alpha }) =>
    (x) =>
      x > 0 ? x : alpha * Math.expm1(x),
  gradient:
    ({ alpha }) =>
    (grad, x) =>
      x > 0 ? grad : grad * alpha * Math.exp(x),
  curvature: (x, { alpha }) => where(gt(x, 0), 0, mul(exp(x), alpha)),
  samples: [-4, -0.5, 0, 0.5, 3],
});
