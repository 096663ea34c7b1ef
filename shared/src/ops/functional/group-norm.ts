import { RuntimeError } from '../../core/errors.ts';
import { product, shapeText } from '../../core/shape.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { bind } from '../families/bound-arguments.ts';
import { normalized, requireChannels, requireCount } from '../families/normalization.ts';
import type { AffineArguments } from './layer-norm.ts';

/**
 * Normalises each of `numGroups` groups of channels of each element of a batch (n, c, …) on its own; weight and bias
 * are (c,): PyTorch's `F.group_norm`.
 *
 * @throws RuntimeError where the channels do not fall into that many groups.
 */
export function groupNorm(x: Tensor, numGroups: number, ...rest: AffineArguments): Tensor {
  const who = 'groupNorm';
  requireChannels(who, x);
  const given = bind(who, rest, ['weight', 'bias', 'eps']);
  const weight = given.tensor('weight');
  const bias = given.tensor('bias');
  const channels = x.sizes[1] as number;
  if (!(Number.isInteger(numGroups) && numGroups > 0 && channels % numGroups === 0)) {
    throw new RuntimeError({
      who,
      seen: `input of shape ${shapeText(x.sizes)} and num_groups=${numGroups}`,
      expected: 'Expected number of channels in input to be divisible by num_groups',
    });
  }
  requireCount(who, 'weight', x, weight, channels);
  requireCount(who, 'bias', x, bias, channels);
  const groups = (x.sizes[0] as number) * numGroups;
  return normalized(x, weight, bias, {
    node: 'NativeGroupNormBackward0',
    groups: { outer: 1, groups, inner: (channels / numGroups) * product(x.sizes.slice(2)) },
    affine: x.sizes.map((size, dim) => (dim === 1 ? size : 1)),
    epsilon: given.number('eps', 1e-5),
  });
}
