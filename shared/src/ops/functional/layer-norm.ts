import { RuntimeError } from '../../core/errors.ts';
import { product, sameSizes, shapeText } from '../../core/shape.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { bind } from '../families/bound-arguments.ts';
import { normalized, requireCount } from '../families/normalization.ts';
import { dtypeComplaint, requireTensor } from '../families/operand.ts';

/** What the normalised elements are multiplied by and shifted by, and the ε under the root. */
export interface AffineOptions {
  readonly weight?: Tensor | null;
  readonly bias?: Tensor | null;
  /** 1e-5 unless given. */
  readonly eps?: number;
}

/** The arguments weight, bias and eps, in order or as options at the end. */
export type AffineArguments = readonly [
  weight?: Tensor | null | AffineOptions,
  bias?: Tensor | null | AffineOptions,
  eps?: number | AffineOptions,
  options?: AffineOptions,
];

/**
 * Normalises each element of a batch on its own, over the last dimensions, whose sizes are `normalizedShape`; weight
 * and bias have that shape: PyTorch's `F.layer_norm`.
 *
 * ```ts
 * F.layerNorm(torch.tensor([[1.5, 2.5], [0, 8]]), [2]); // → tensor([[-1.0000,  1.0000],\n        [-1.0000,  1.0000]])
 * ```
 *
 * @throws RuntimeError unless the last sizes of the input are `normalizedShape`.
 */
export function layerNorm(
  x: Tensor,
  normalizedShape: number | readonly number[],
  ...rest: AffineArguments
): Tensor {
  const who = 'layerNorm';
  requireTensor(who, x);
  if (!x.isFloatingPoint()) throw dtypeComplaint(who, x.dtype, 'a floating point dtype');
  const given = bind(who, rest, ['weight', 'bias', 'eps']);
  const shape = typeof normalizedShape === 'number' ? [normalizedShape] : normalizedShape;
  const weight = given.tensor('weight');
  const bias = given.tensor('bias');
  if (shape.length === 0) {
    throw new RuntimeError({
      who,
      seen: 'normalized_shape = []',
      expected: 'normalized_shape to be at least 1-dimensional',
    });
  }
  if (shape.length > x.ndim || !sameSizes(shape, x.sizes.slice(-shape.length))) {
    throw new RuntimeError({
      who,
      seen:
        `Given normalized_shape=[${shape.join(', ')}], expected input with shape [*, ${shape.join(', ')}], but got ` +
        `input of size ${shapeText(x.sizes)}`,
    });
  }
  for (const [name, parameter] of [
    ['weight', weight],
    ['bias', bias],
  ] as const) {
    if (parameter !== null && !sameSizes(parameter.sizes, shape)) {
      throw new RuntimeError({
        who,
        seen: `Expected ${name} to be of same shape as normalized_shape, but got ${name} of shape ${shapeText(parameter.sizes)} and normalized_shape = ${shapeText(shape)}`,
      });
    }
    requireCount(who, name, x, parameter, product(shape));
  }
  return normalized(x, weight, bias, {
    node: 'NativeLayerNormBackward0',
    groups: { outer: 1, groups: product(x.sizes.slice(0, -shape.length)), inner: product(shape) },
    affine: shape,
    epsilon: given.number('eps', 1e-5),
  });
}
