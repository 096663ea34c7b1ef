import { ValueError } from '../../core/errors.ts';
import { wgsl } from '../../device/formulas.ts';
import { activation } from '../families/activation.ts';

/**
 * x brought into the range from `minVal` to `maxVal`. PyTorch's `F.hardtanh`.
 *
 * @throws ValueError where `minVal` is above `maxVal`.
 */
export const hardtanh = activation({
  name: 'hardtanh',
  parameters: { minVal: -1, maxVal: 1, inplace: false },
  check: ({ minVal, maxVal }) => {
    if (minVal <= maxVal) return;
    throw new ValueError({
      who: 'hardtanh',
      seen: `minVal ${minVal} and maxVal ${maxVal}`,
      expected: 'minVal ≤ maxVal',
    });
  },
  float: ({ minVal, maxVal }) =>
    wgsl(
      'smaller(larger(x, k().x), k().y)',
      (x) => (x < minVal ? minVal : x > maxVal ? maxVal : x),
      minVal,
      maxVal,
    ),
  integer:
    ({ minVal, maxVal }) =>
    (x) =>
      x < minVal ? BigInt(Math.trunc(minVal)) : x > maxVal ? BigInt(Math.trunc(maxVal)) : x,
  gradient: ({ minVal, maxVal }) =>
    wgsl('within(a, b, k().x, k().y)', (grad, x) => (x > minVal && x < maxVal ? grad : 0), minVal, maxVal),
  curvature: null,
  samples: [-3, -1, -0.5, 0, 0.5, 3],
});
