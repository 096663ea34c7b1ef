import { RuntimeError, ValueError } from '../../core/errors.ts';
import { shapeText } from '../../core/shape.ts';
import { named } from '../../tensor/arguments.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { BoundArguments } from '../families/bound-arguments.ts';
import { convolved } from '../families/convolution.ts';
import { requireTensor } from '../families/operand.ts';
import {
  combined,
  type PerDimension,
  perDimension,
  requireLeast,
  requirePlanes,
  slidingWindows,
} from '../families/window.ts';
import { squeeze } from '../squeeze.ts';
import { unsqueeze } from '../unsqueeze.ts';

/** How the kernel moves: each one number, or one for each dimension. */
export interface ConvolutionOptions {
  readonly bias?: Tensor | null;
  /** How far from one window to the next; 1 unless given. */
  readonly stride?: PerDimension;
  /** How many zeros on each side; 'same' for as many as keep the size, 'valid' for none. */
  readonly padding?: PerDimension | 'same' | 'valid';
  /** How far from one element of a window to the next; 1 unless given. */
  readonly dilation?: PerDimension;
  /** Into how many groups of channels the convolution falls; 1 unless given. */
  readonly groups?: number;
}

/** The arguments behind input and weight: in order, or as options at the end. */
export type ConvolutionArguments = readonly [
  bias?: Tensor | null | ConvolutionOptions,
  stride?: PerDimension | ConvolutionOptions,
  padding?: PerDimension | 'same' | 'valid' | ConvolutionOptions,
  dilation?: PerDimension | ConvolutionOptions,
  groups?: number | ConvolutionOptions,
  options?: ConvolutionOptions,
];

/**
 * Slides the kernels of `weight` (out, in / groups, k) along the input (n, in, l), or (in, l), and sums the products:
 * a convolution without the mathematician's reversal. The result is (n, out, ⌊(l + 2 padding − dilation (k − 1) − 1) /
 * stride⌋ + 1).
 *
 * ```ts
 * const x = torch.tensor([[[1.5, 2, 3, 5]]]);
 * const differences = torch.tensor([[[-1.0, 1]]], { dtype: torch.float32 });
 * F.conv1d(x, differences); // → tensor([[[0.5000, 1.0000, 2.0000]]])
 * ```
 *
 * @throws RuntimeError where the channels do not fit, or the kernel is larger than the input.
 */
export function conv1d(x: Tensor, weight: Tensor, ...rest: ConvolutionArguments): Tensor {
  return convolution('conv1d', 1, x, weight, rest);
}

/**
 * `conv1d` over images (n, in, h, w), or (in, h, w), with kernels (out, in / groups, kh, kw).
 *
 * ```ts
 * F.conv2d(torch.ones(1, 1, 4, 4), torch.ones(1, 1, 3, 3), { padding: 'same' }).at(0, 0, 0); // → tensor([4., 6., 6., 4.])
 * ```
 */
export function conv2d(x: Tensor, weight: Tensor, ...rest: ConvolutionArguments): Tensor {
  return convolution('conv2d', 2, x, weight, rest);
}

function convolution(
  who: string,
  rank: number,
  x: Tensor,
  weight: Tensor,
  rest: ConvolutionArguments,
): Tensor {
  requirePlanes(who, x, rank);
  requireTensor(who, weight);
  const options = named<ConvolutionOptions>(
    who,
    ['bias', 'stride', 'padding', 'dilation', 'groups'],
    0,
    rest,
  );
  const given = new BoundArguments(who, { ...options });
  const bias = given.tensor('bias');
  const groups = given.whole('groups', 1);
  const ones = new Array<number>(rank).fill(1);
  const stride = perDimension(who, given, 'stride', rank, ones);
  const dilation = perDimension(who, given, 'dilation', rank, ones);
  requireLeast(who, 'stride', stride, 1);
  requireLeast(who, 'dilation', dilation, 1);
  requireChannels(who, x, weight, bias, groups, rank);

  const planeX = x.sizes.slice(-rank);
  const kernel = weight.sizes.slice(2);
  const reach = kernel.map((k, dim) => (dilation[dim] as number) * (k - 1));
  const { before, total } =
    typeof options.padding === 'string'
      ? namedPadding(who, options.padding, reach, stride)
      : bothSides(who, perDimension(who, given, 'padding', rank, new Array<number>(rank).fill(0)));
  const padded = planeX.map((size, dim) => size + (total[dim] as number));
  if (padded.some((size, dim) => size <= (reach[dim] as number))) {
    throw new RuntimeError({
      who,
      seen: `Calculated padded input size per channel: (${padded.join(' x ')}). Kernel size: (${reach.map((r) => r + 1).join(' x ')})`,
      expected: "a kernel that isn't greater than the input",
    });
  }
  const planeY = padded.map(
    (size, dim) => Math.floor((size - (reach[dim] as number) - 1) / (stride[dim] as number)) + 1,
  );
  const windows = combined(
    planeX.map((size, dim) =>
      slidingWindows({
        size,
        kernel: kernel[dim] as number,
        stride: stride[dim] as number,
        dilation: dilation[dim] as number,
        before: before[dim] as number,
        count: planeY[dim] as number,
      }),
    ),
  );
  return batched(x, rank, (images) =>
    convolved(images, weight, bias, { windows, groups, planeX, kernel, planeY }),
  );
}

interface Padding {
  readonly before: readonly number[];
  readonly total: readonly number[];
}

function bothSides(who: string, padding: readonly number[]): Padding {
  requireLeast(who, 'padding', padding, 0);
  return { before: padding, total: padding.map((size) => 2 * size) };
}

/** The size stays the same with as many zeros as the kernel reaches; where that is odd, the end gets one more. */
function namedPadding(
  who: string,
  padding: string,
  reach: readonly number[],
  stride: readonly number[],
): Padding {
  if (padding !== 'same' && padding !== 'valid') {
    throw new ValueError({ who, seen: `padding is '${padding}'`, expected: "a number, 'same' or 'valid'" });
  }
  if (padding === 'valid') return bothSides(who, new Array<number>(reach.length).fill(0));
  if (stride.some((step) => step !== 1)) {
    throw new RuntimeError({
      who,
      seen: `padding 'same' and stride ${shapeText(stride)}`,
      expected: "padding='same' is not supported for strided convolutions",
    });
  }
  return { before: reach.map((size) => Math.floor(size / 2)), total: reach };
}

/** Runs a convolution of batches on an input that may be a single element of one. */
export function batched(x: Tensor, rank: number, run: (images: Tensor) => Tensor): Tensor {
  return x.ndim === rank + 2 ? run(x) : squeeze(run(unsqueeze(x, 0)), 0);
}

/** @throws RuntimeError where input, weight and bias do not fit each other. */
function requireChannels(
  who: string,
  x: Tensor,
  weight: Tensor,
  bias: Tensor | null,
  groups: number,
  rank: number,
): void {
  requireWeight(who, x, weight, bias, rank);
  const [out, inside] = weight.sizes as [number, number];
  const channels = x.sizes.at(-rank - 1) as number;
  requireLeast(who, 'groups', [groups], 1);
  if (out % groups !== 0) {
    throw new RuntimeError({
      who,
      seen: `Given groups=${groups}, expected weight to be divisible by ${groups} at dimension 0, but got weight of size ${shapeText(weight.sizes)} instead`,
    });
  }
  if (channels !== inside * groups) {
    throw new RuntimeError({
      who,
      seen:
        `Given groups=${groups}, weight of size ${shapeText(weight.sizes)}, expected input ${shapeText(x.sizes)} to have ` +
        `${inside * groups} channels, but got ${channels} channels instead`,
      hint: 'the channels stand before the height and width: (N, C, H, W)',
    });
  }
  requireBias(who, weight, bias, out);
}

/** @throws RuntimeError for another number of dimensions, or dtypes that differ. */
export function requireWeight(
  who: string,
  x: Tensor,
  weight: Tensor,
  bias: Tensor | null,
  rank: number,
): void {
  if (weight.ndim !== rank + 2) {
    throw new RuntimeError({
      who,
      seen: `weight of size ${shapeText(weight.sizes)}`,
      expected: `a weight of ${rank + 2} dimensions`,
    });
  }
  for (const [name, other] of [
    ['weight', weight],
    ['bias', bias],
  ] as const) {
    if (other === null || other.dtype === x.dtype) continue;
    throw new RuntimeError({
      who,
      seen: `input type ${x.dtype.scalarName} (${x.dtype}) and ${name} type ${other.dtype.scalarName} (${other.dtype})`,
      expected: `Input type and ${name} type should be the same`,
    });
  }
}

/** @throws RuntimeError unless the bias has one element for each channel of the result. */
export function requireBias(who: string, weight: Tensor, bias: Tensor | null, channels: number): void {
  if (bias === null || (bias.ndim === 1 && bias.sizes[0] === channels)) return;
  throw new RuntimeError({
    who,
    seen: `Given weight of size ${shapeText(weight.sizes)}, expected bias to be 1-dimensional with ${channels} elements, but got bias of size ${shapeText(bias.sizes)} instead`,
  });
}
