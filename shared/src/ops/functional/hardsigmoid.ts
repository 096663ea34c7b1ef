import { wgsl } from '../../device/formulas.ts';
import { activation } from '../families/activation.ts';

/**
 * min(max(x + 3, 0), 6) / 6: σ in three straight lines. PyTorch's `F.hardsigmoid`.
 */
export const hardsigmoid = activation({
  name: 'hardsigmoid',
  parameters: { inplace: false },
  float: () =>
    wgsl('smaller(larger(x + 3.0, 0.0), 6.0) / 6.0', (x) => (x <= -3 ? 0 : x >= 3 ? 1 : (x + 3) / 6)),
  gradient: () =>
    wgsl('select(0.0, a / 6.0, greater(b, -3.0) && less(b, 3.0))', (grad, x) =>
      x > -3 && x < 3 ? grad / 6 : 0,
    ),
  curvature: null,
  samples: [-4, -3, -0.5, 0, 0.5, 3],
});
