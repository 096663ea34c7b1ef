import { wgsl } from '../../device/formulas.ts';
import { activation } from '../families/activation.ts';

/**
 * min(max(x, 0), 6). PyTorch's `F.relu6`.
 */
export const relu6 = activation({
  name: 'relu6',
  parameters: { inplace: false },
  float: () => wgsl('smaller(larger(x, 0.0), 6.0)', (x) => (x < 0 ? 0 : x > 6 ? 6 : x)),
  integer: () => (x) => (x < 0n ? 0n : x > 6n ? 6n : x),
  gradient: () => wgsl('within(a, b, 0.0, 6.0)', (grad, x) => (x > 0 && x < 6 ? grad : 0)),
  curvature: null,
  node: 'HardtanhBackward0',
  samples: [-2, 0, 0.5, 3, 6, 7.5],
});
