import { RuntimeError } from '../core/errors.ts';
import { wgsl } from '../device/formulas.ts';
import { div } from './div.ts';
import { exp } from './exp.ts';
import { activation } from './families/activation.ts';
import { gt } from './gt.ts';
import { where } from './where.ts';

/**
 * x where x > 0, `alpha` · (e^(x / `alpha`) − 1) elsewhere: the elu whose slope at 0 is 1. PyTorch's `F.celu`.
 *
 * @throws RuntimeError where `alpha` is 0.
 */
export const celu = activation({
  name: 'celu',
  parameters: { alpha: 1, inplace: false },
  check: ({ alpha }) => {
    if (alpha !== 0) return;
    throw new RuntimeError({ who: 'celu', seen: 'alpha is 0: ZeroDivisionError', expected: 'another alpha' });
  },
  float: ({ alpha }) =>
    wgsl(
      'select(k().x * exponentialM1(ratio(x, k().x)), x, greater(x, 0.0))',
      (x) => (x > 0 ? x : alpha * Math.expm1(x / alpha)),
      alpha,
    ),
  gradient: ({ alpha }) =>
    wgsl(
      'select(a * exponential(ratio(b, k().x)), a, greater(b, 0.0))',
      (grad, x) => (x > 0 ? grad : grad * Math.exp(x / alpha)),
      alpha,
    ),
  curvature: (x, { alpha }) => where(gt(x, 0), 0, div(exp(div(x, alpha)), alpha)),
  node: 'EluBackward0',
  samples: [-4, -0.5, 0, 0.5, 3],
});
