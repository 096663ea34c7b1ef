import { RuntimeError } from '../../core/errors.ts';
import { shapeText } from '../../core/shape.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { bind } from '../families/bound-arguments.ts';
import { convolvedBack } from '../families/convolution.ts';
import { requireTensor } from '../families/operand.ts';
import {
  combined,
  type PerDimension,
  perDimension,
  requireLeast,
  requirePlanes,
  slidingWindows,
} from '../families/window.ts';
import { batched, requireBias, requireWeight } from './conv.ts';

/** As for a convolution, of which this one goes the other way. */
export interface ConvTransposeOptions {
  readonly bias?: Tensor | null;
  readonly stride?: PerDimension;
  readonly padding?: PerDimension;
  /** How many rows and columns more at the end: a stride above 1 leaves it open which size comes back. */
  readonly outputPadding?: PerDimension;
  readonly groups?: number;
  readonly dilation?: PerDimension;
}

/** The arguments behind input and weight, in PyTorch's order, or as options at the end. */
export type ConvTransposeArguments = readonly [
  bias?: Tensor | null | ConvTransposeOptions,
  stride?: PerDimension | ConvTransposeOptions,
  padding?: PerDimension | ConvTransposeOptions,
  outputPadding?: PerDimension | ConvTransposeOptions,
  groups?: number | ConvTransposeOptions,
  dilation?: PerDimension | ConvTransposeOptions,
  options?: ConvTransposeOptions,
];

/**
 * Lays a kernel down for every element of the input (n, in, h, w) and adds up where they overlap: the transpose of
 * `conv2d`, which makes planes larger. The weight is (in, out / groups, kh, kw), the result (n, out, (h − 1) stride −
 * 2 padding + dilation (kh − 1) + outputPadding + 1, …).
 *
 * ```ts
 * F.convTranspose2d(torch.tensor([[[[1.5, 2]]]]), torch.ones(1, 1, 1, 2)); // → tensor([[[[1.5000, 3.5000, 2.0000]]]])
 * ```
 *
 * @throws RuntimeError where the channels do not fit.
 */
export function convTranspose2d(x: Tensor, weight: Tensor, ...rest: ConvTransposeArguments): Tensor {
  const who = 'convTranspose2d';
  requirePlanes(who, x, 2);
  requireTensor(who, weight);
  const given = bind(who, rest, ['bias', 'stride', 'padding', 'outputPadding', 'groups', 'dilation']);
  const bias = given.tensor('bias');
  const groups = given.whole('groups', 1);
  const stride = perDimension(who, given, 'stride', 2, [1, 1]);
  const padding = perDimension(who, given, 'padding', 2, [0, 0]);
  const outputPadding = perDimension(who, given, 'outputPadding', 2, [0, 0]);
  const dilation = perDimension(who, given, 'dilation', 2, [1, 1]);
  requireLeast(who, 'stride', stride, 1);
  requireLeast(who, 'dilation', dilation, 1);
  requireLeast(who, 'padding', padding, 0);
  requireLeast(who, 'outputPadding', outputPadding, 0);
  requireLeast(who, 'groups', [groups], 1);
  requireWeight(who, x, weight, bias, 2);
  const channels = x.sizes.at(-3) as number;
  if (weight.sizes[0] !== channels || channels % groups !== 0) {
    throw new RuntimeError({
      who,
      seen:
        `Given transposed=1, weight of size ${shapeText(weight.sizes)}, expected input ${shapeText(x.sizes)} to have ` +
        `${weight.sizes[0]} channels, but got ${channels} channels instead`,
      expected: `a weight (in, out / groups, kh, kw), with channels that fall into ${groups} groups`,
    });
  }
  requireBias(who, weight, bias, (weight.sizes[1] as number) * groups);
  if (
    outputPadding.some((size, dim) => size >= (stride[dim] as number) && size >= (dilation[dim] as number))
  ) {
    throw new RuntimeError({
      who,
      seen: `output padding ${shapeText(outputPadding)}, stride ${shapeText(stride)}, dilation ${shapeText(dilation)}`,
      expected: 'output padding must be smaller than either stride or dilation',
    });
  }
  const planeY = x.sizes.slice(-2);
  const kernel = weight.sizes.slice(2);
  const slides = planeY.map((count, dim) => {
    const reach = (dilation[dim] as number) * ((kernel[dim] as number) - 1);
    const before = padding[dim] as number;
    const step = stride[dim] as number;
    const size = (count - 1) * step - 2 * before + reach + (outputPadding[dim] as number) + 1;
    return {
      size,
      kernel: kernel[dim] as number,
      stride: step,
      dilation: dilation[dim] as number,
      before,
      count,
    };
  });
  const planeX = slides.map(({ size }) => size);
  requireLeast(who, 'the size of the result', planeX, 1);
  const windows = combined(slides.map(slidingWindows));
  return batched(x, 2, (images) =>
    convolvedBack(images, weight, bias, { windows, groups, planeX, kernel, planeY }),
  );
}
