import { int32, int64 } from '../../core/dtype.ts';
import { RuntimeError } from '../../core/errors.ts';
import { shapeText } from '../../core/shape.ts';
import { largestInWindows, placesInPlanes } from '../../device/kernels/window.ts';
import { tuple } from '../../tensor/named-tuple.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { type BoundArguments, bind } from '../families/bound-arguments.ts';
import { computed } from '../families/computed.ts';
import { picked } from '../families/placement.ts';
import {
  combined,
  type PerDimension,
  perDimension,
  required,
  requireLeast,
  requirePlanes,
  type Slide,
  slidingWindows,
  type WindowMap,
} from '../families/window.ts';
import { squeeze } from '../squeeze.ts';
import { unsqueeze } from '../unsqueeze.ts';

/** How the window moves; each a number, or one for each dimension. */
export interface MaxPoolOptions {
  readonly kernelSize?: PerDimension;
  /** How far from one window to the next; the kernel's size unless given. */
  readonly stride?: PerDimension | null;
  /** How far windows reach beyond each edge, at most half a kernel; nothing there is ever the largest. */
  readonly padding?: PerDimension;
  readonly dilation?: PerDimension;
  /** Whether a last window may begin inside and end beyond the edge. */
  readonly ceilMode?: boolean;
  /** Whether to give where the largest elements stood, too, counted in their plane. */
  readonly returnIndices?: boolean;
}

/** The arguments behind the input, in PyTorch's order, or as options at the end. */
export type MaxPoolArguments = readonly [
  kernelSize?: PerDimension | MaxPoolOptions,
  stride?: PerDimension | null | MaxPoolOptions,
  padding?: PerDimension | MaxPoolOptions,
  dilation?: PerDimension | MaxPoolOptions,
  ceilMode?: boolean | MaxPoolOptions,
  returnIndices?: boolean | MaxPoolOptions,
  options?: MaxPoolOptions,
];

/** What pooling gives with `returnIndices`. */
export type Pooled = readonly [values: Tensor, indices: Tensor];

type WithIndices = MaxPoolOptions & { readonly returnIndices: true };

/**
 * The largest element of every window of a sequence (n, c, l), or (c, l).
 *
 * ```ts
 * F.maxPool1d(torch.tensor([[1.5, 4, 2, 3]]), 2); // → tensor([[4., 3.]])
 * ```
 */
export function maxPool1d(x: Tensor, kernelSize: PerDimension, options: WithIndices): Pooled;
export function maxPool1d(x: Tensor, ...rest: MaxPoolArguments): Tensor;
export function maxPool1d(x: Tensor, ...rest: MaxPoolArguments): Tensor | Pooled {
  const who = 'maxPool1d';
  requirePlanes(who, x, 1);
  const given = poolArguments(who, rest);
  const rows = unsqueeze(x, -2);
  const [slide] = poolSlides(who, x, given, 1) as [Slide];
  const lone: Slide = { size: 1, kernel: 1, stride: 1, dilation: 1, before: 0, count: 1 };
  const { values, indices } = pooled(
    'MaxPool2DWithIndicesBackward0',
    rows,
    [lone, slide].map(slidingWindows),
    [1, slide.count],
  );
  const y = squeeze(values, -2);
  return given.flag('returnIndices', false) ? tuple(y, squeeze(indices(), -2)) : y;
}

/**
 * The largest element of every window of planes (n, c, h, w), or (c, h, w).
 *
 * ```ts
 * const x = torch.tensor([[[1.5, 4], [2, 3]]]);
 * F.maxPool2d(x, 2); // → tensor([[[4.]]])
 * F.maxPool2d(x, 2, { returnIndices: true })[1]; // → tensor([[[1]]])
 * ```
 *
 * @throws RuntimeError where a window does not fit, or the padding is more than half of it.
 */
export function maxPool2d(x: Tensor, kernelSize: PerDimension, options: WithIndices): Pooled;
export function maxPool2d(x: Tensor, ...rest: MaxPoolArguments): Tensor;
export function maxPool2d(x: Tensor, ...rest: MaxPoolArguments): Tensor | Pooled {
  const who = 'maxPool2d';
  requirePlanes(who, x, 2);
  const given = poolArguments(who, rest);
  const slides = poolSlides(who, x, given, 2);
  const counts = slides.map(({ count }) => count);
  const { values, indices } = pooled('MaxPool2DWithIndicesBackward0', x, slides.map(slidingWindows), counts);
  return given.flag('returnIndices', false) ? tuple(values, indices()) : values;
}

function poolArguments(who: string, rest: MaxPoolArguments): BoundArguments {
  return bind(who, rest, ['kernelSize', 'stride', 'padding', 'dilation', 'ceilMode', 'returnIndices']);
}

/** The largest elements of the windows, and their places in the planes for who asks. */
export function pooled(
  name: string,
  x: Tensor,
  axes: readonly WindowMap[],
  counts: readonly number[],
): { values: Tensor; indices: () => Tensor } {
  const windows = combined(axes);
  const sizes = [...x.sizes.slice(0, -axes.length), ...counts];
  const positions = computed(name, largestInWindows, [x.detach()], int32, sizes, windows);
  return {
    values: picked(name, x, positions, sizes),
    indices: () => computed(name, placesInPlanes, [positions], int64, sizes, windows),
  };
}

/**
 * How a pooling window moves along the last `rank` dimensions.
 *
 * @throws RuntimeError where nothing fits.
 */
export function poolSlides(who: string, x: Tensor, given: BoundArguments, rank: number): Slide[] {
  required(who, given, 'kernelSize');
  const kernel = perDimension(who, given, 'kernelSize', rank, []);
  const stride = perDimension(who, given, 'stride', rank, kernel);
  const padding = perDimension(who, given, 'padding', rank, new Array<number>(rank).fill(0));
  const dilation = perDimension(who, given, 'dilation', rank, new Array<number>(rank).fill(1));
  const ceil = given.flag('ceilMode', false);
  requireLeast(who, 'kernelSize', kernel, 1);
  requireLeast(who, 'stride', stride, 1);
  requireLeast(who, 'dilation', dilation, 1);
  requireLeast(who, 'padding', padding, 0);
  const sizes = x.sizes.slice(-rank);
  const slides = sizes.map((size, dim): Slide => {
    const slide = {
      size,
      kernel: kernel[dim] as number,
      stride: stride[dim] as number,
      dilation: dilation[dim] as number,
      before: padding[dim] as number,
    };
    if (2 * slide.before > slide.kernel) {
      throw new RuntimeError({
        who,
        seen: `pad should be at most half of kernel size, but got pad=${slide.before} and kernel_size=${slide.kernel}`,
      });
    }
    return { ...slide, count: windowCount(slide, ceil) };
  });
  const counts = slides.map(({ count }) => count);
  const channels = x.sizes.at(-rank - 1) as number;
  if (counts.some((count) => count < 1)) {
    throw new RuntimeError({
      who,
      seen: `Given input size ${shapeText([channels, ...sizes])}. Calculated output size ${shapeText([channels, ...counts])}. Output size is too small`,
      expected: 'windows that fit into the input',
    });
  }
  return slides;
}

function windowCount(
  { size, kernel, stride, dilation, before }: Omit<Slide, 'count'>,
  ceil: boolean,
): number {
  const room = size + 2 * before - dilation * (kernel - 1) - 1;
  const count = (ceil ? Math.ceil(room / stride) : Math.floor(room / stride)) + 1;
  // A window that would begin beyond the edge does not count.
  return ceil && (count - 1) * stride >= size + before ? count - 1 : count;
}
