import { wgsl } from '../../device/formulas.ts';
import { activation } from '../families/activation.ts';

/**
 * min(max(x + 3, 0), 6) / 6: σ in three straight lines. PyTorch's `F.hardsigmoid`.
 */
export const hardsigmoid = activation({
  name: 'hardsigmoid',
  parameters: { inplace: false },
  float: () => wgsl('hardsigmoid(x)', (x) => (x <= -3 ? 0 : x >= 3 ? 1 : (x + 3) / 6)),
  gradient: () => wgsl('within(a / 6.0, b, -3.0, 3.0)', (grad, x) => (x > -3 && x < 3 ? grad / 6 : 0)),
  curvature: null,
  samples: [-4, -3, -0.5, 0, 0.5, 3],
});
