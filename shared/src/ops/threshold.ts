import { ArgumentError } from '../core/errors.ts';
import { PyFloat } from '../core/python.ts';
import { wgsl } from '../device/formulas.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { activation, type ParameterList } from './families/activation.ts';

const withParameters = activation({
  name: 'threshold',
  parameters: { threshold: 0, value: 0, inplace: false },
  float: ({ threshold, value }) =>
    wgsl('above(x, x, k().x, k().y)', (x) => (x <= threshold ? value : x), threshold, value),
  integer:
    ({ threshold, value }) =>
    (x) =>
      Number(x) <= threshold ? BigInt(Math.trunc(value)) : x,
  gradient: ({ threshold }) =>
    wgsl('above(a, b, k().x, 0.0)', (grad, x) => (x <= threshold ? 0 : grad), threshold),
  curvature: null,
  samples: [-2, -0.5, 0, 0.25, 3],
});

/** Whether a parameter is the object of those given by name; a `PyFloat` is a number. */
function isOptions(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !(value instanceof PyFloat);
}

/**
 * x where x > `threshold`, `value` elsewhere. PyTorch's `F.threshold`, whose two parameters have no defaults.
 *
 * ```ts
 * torch.threshold(torch.tensor([-2, 0.5, 3]), 1, -1); // → tensor([-1., -1.,  3.])
 * ```
 */
export function threshold(
  x: Tensor,
  ...given: ParameterList<{ threshold: number; value: number; inplace: boolean }>
): Tensor {
  const options = given.find(isOptions);
  const named = options === undefined ? 0 : ['threshold', 'value'].filter((name) => name in options).length;
  const inOrder = given.length - (options === undefined ? 0 : 1);
  if (Math.min(inOrder, 2) + named < 2) {
    throw new ArgumentError({
      who: 'threshold',
      seen: `${inOrder + named} parameters`,
      expected: 'threshold and value',
    });
  }
  return withParameters(x, ...given);
}
