import { RuntimeError } from '../../core/errors.ts';
import { erfc } from '../../core/special/error-function.ts';
import { wgsl } from '../../device/formulas.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { add } from '../add.ts';
import { exp } from '../exp.ts';
import { activation } from '../families/activation.ts';
import { mul } from '../mul.ts';
import { square } from '../square.ts';
import { sub } from '../sub.ts';
import { tanh } from '../tanh.ts';

/**
 * x · Φ(x), where Φ is the distribution function of the standard normal; with `approximate: 'tanh'`
 * x/2 · (1 + tanh(√(2/π) (x + 0.044715 x³))). PyTorch's `F.gelu`.
 *
 * ```ts
 * F.gelu(torch.tensor([-1.5, 0, 1.5])); // → tensor([-0.1002,  0.0000,  1.3998])
 * ```
 *
 * @throws RuntimeError for another `approximate`.
 */
export const gelu = activation({
  name: 'gelu',
  parameters: { approximate: 'none' },
  check: ({ approximate }) => {
    if (approximate === 'none' || approximate === 'tanh') return;
    throw new RuntimeError({
      who: 'gelu',
      seen: `approximate is '${approximate}'`,
      expected: "approximate argument must be either none or tanh: 'none' or 'tanh'",
    });
  },
  float: ({ approximate }) =>
    approximate === 'tanh'
      ? wgsl('0.5 * x * (1.0 + geluTanh(x))', (x) => 0.5 * x * (1 + Math.tanh(bent(x))))
      : wgsl('x * normalBelow(x)', (x) => x * normalBelow(x)),
  gradient: ({ approximate }) =>
    approximate === 'tanh'
      ? wgsl('a * geluTanhSlope(b)', (grad, x) => {
          const tanh = Math.tanh(bent(x));
          const slope = rootTwoOverPi * (1 + 3 * cubic * x * x);
          return grad * (0.5 * (1 + tanh) + 0.5 * x * (1 - tanh * tanh) * slope);
        })
      : wgsl('a * geluSlope(b)', (grad, x) => grad * (normalBelow(x) + x * normalAt(x))),
  curvature: (x, { approximate }) => (approximate === 'tanh' ? curvatureOfTanhForm(x) : curvature(x)),
  samples: [-4, -0.5, 0, 0.5, 3],
});

const rootTwoOverPi = Math.sqrt(2 / Math.PI);
const cubic = 0.044715;

/** √(2/π) (x + 0.044715 x³), whose tanh is nearly 2Φ(x) − 1. */
function bent(x: number): number {
  return rootTwoOverPi * (x + cubic * x * x * x);
}

/** Φ(x), by erfc: 1 + erf would lose all digits for very negative x. */
function normalBelow(x: number): number {
  return 0.5 * erfc(-x * Math.SQRT1_2);
}

/** Φ′(x), the normal density. */
function normalAt(x: number): number {
  return Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
}

/** (x Φ)″ = (2 − x²) Φ′. */
function curvature(x: Tensor): Tensor {
  const density = mul(exp(mul(square(x), -0.5)), 1 / Math.sqrt(2 * Math.PI));
  return mul(sub(2, square(x)), density);
}

/** (x/2 (1 + tanh u))″ = sech²u (u′ + x u″/2 − x u′² tanh u), with u = bent(x). */
function curvatureOfTanhForm(x: Tensor): Tensor {
  const squared = square(x);
  const t = tanh(mul(mul(x, add(mul(squared, cubic), 1)), rootTwoOverPi));
  const first = mul(add(mul(squared, 3 * cubic), 1), rootTwoOverPi);
  const half = mul(squared, 3 * cubic * rootTwoOverPi);
  const inner = sub(add(first, half), mul(mul(x, square(first)), t));
  return mul(sub(1, square(t)), inner);
}
