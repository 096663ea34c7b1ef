import { wgsl } from '../../device/formulas.ts';
import { abs } from '../abs.ts';
import { div } from '../div.ts';
import { activation } from '../families/activation.ts';
import { lt } from '../lt.ts';
import { convert } from '../to.ts';

/**
 * x · min(max(x + 3, 0), 6) / 6: silu without an exponential. PyTorch's `F.hardswish`.
 */
export const hardswish = activation({
  name: 'hardswish',
  parameters: { inplace: false },
  float: () => wgsl('x * hardsigmoid(x)', (x) => (x * Math.min(Math.max(x + 3, 0), 6)) / 6),
  gradient: () =>
    wgsl('hardSwishGradient(a, b)', (grad, x) => (x < -3 ? 0 : x >= 3 ? grad : grad * (x / 3 + 0.5))),
  curvature: (x) => div(convert(lt(abs(x), 3), x.dtype), 3),
  samples: [-4, -3, -0.5, 0, 0.5, 3, 5],
});
