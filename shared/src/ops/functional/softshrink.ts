import { RuntimeError } from '../../core/errors.ts';
import { wgsl } from '../../device/formulas.ts';
import { activation } from '../families/activation.ts';

/**
 * x moved towards 0 by `lambd`, but not past it. PyTorch's `F.softshrink`.
 *
 * @throws RuntimeError for a negative `lambd`.
 */
export const softshrink = activation({
  name: 'softshrink',
  parameters: { lambd: 0.5 },
  check: ({ lambd }) => {
    if (lambd >= 0) return;
    throw new RuntimeError({
      who: 'softshrink',
      seen: `lambd is ${lambd}`,
      expected: 'lambda must be greater or equal to 0',
    });
  },
  float: ({ lambd }) =>
    wgsl('softshrink(x, k().x)', (x) => (x > lambd ? x - lambd : x < -lambd ? x + lambd : 0), lambd),
  gradient: ({ lambd }) =>
    wgsl('beyond(a, b, k().x)', (grad, x) => (x < -lambd || x > lambd ? grad : 0), lambd),
  curvature: null,
  samples: [-2, -0.5, 0, 0.25, 3],
});
