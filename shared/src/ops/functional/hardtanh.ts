import { ValueError } from '../../core/errors.ts';
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
  float:
    ({ minVal, maxVal }) =>
    (x) =>
      x < minVal ? minVal : x > maxVal ? maxVal : x,
  integer:
    ({ minVal, maxVal }) =>
    (x) =>
      x < minVal ? BigInt(Math.trunc(minVal)) : x > maxVal ? BigInt(Math.trunc(maxVal)) : x,
  gradient:
    ({ minVal, maxVal }) =>
    (grad, x) =>
      x > minVal && x < maxVal ? grad : 0,
  curvature: null,
  samples: [-3, -1, -0.5, 0, 0.5, 3],
});
