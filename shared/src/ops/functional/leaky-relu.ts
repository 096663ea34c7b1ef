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
  float:
    ({ negativeSlope }) =>
    (x) =>
      x > 0 ? x : x * negativeSlope,
  gradient:
    ({ negativeSlope }) =>
    (grad, x) =>
      x > 0 ? grad : grad * negativeSlope,
  curvature: null,
  samples: [-2, -0.5, 0, 0.5, 3],
});
