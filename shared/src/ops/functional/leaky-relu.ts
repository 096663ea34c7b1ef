import { wgsl } from '../../device/formulas.ts';
import { activation } from '../families/activation.ts';

/**
 * x where x > 0, `negativeSlope` · x elsewhere: a unit that never stops learning. PyTorch's `F.leaky_relu`.
 *
 * ```ts
 * F.leakyRelu(torch.tensor([-2, 0.5]), 0.25); // → tensor([-0.5000,  0.5000])
 * ```
 */
export const leakyRelu = activation({
  name: 'leakyRelu',
  parameters: { negativeSlope: 0.01, inplace: false },
  float: ({ negativeSlope }) =>
    wgsl('select(x * k().x, x, greater(x, 0.0))', (x) => (x > 0 ? x : x * negativeSlope), negativeSlope),
  gradient: ({ negativeSlope }) =>
    wgsl(
      'select(a * k().x, a, greater(b, 0.0))',
      (grad, x) => (x > 0 ? grad : grad * negativeSlope),
      negativeSlope,
    ),
  curvature: null,
  samples: [-2, -0.5, 0, 0.5, 3],
});
