import { product } from '../../core/shape.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { bind } from '../families/bound-arguments.ts';
import {
  combined,
  type PerDimension,
  perDimension,
  required,
  requireLeast,
  requirePlanes,
  slidingWindows,
  type WindowMap,
  weighted,
} from '../families/window.ts';

/** How the window moves. */
export interface UnfoldOptions {
  readonly kernelSize?: PerDimension;
  readonly dilation?: PerDimension;
  readonly padding?: PerDimension;
  readonly stride?: PerDimension;
}

/** The arguments behind the input, in PyTorch's order, or as options at the end. */
export type UnfoldArguments = readonly [
  kernelSize?: PerDimension | UnfoldOptions,
  dilation?: PerDimension | UnfoldOptions,
  padding?: PerDimension | UnfoldOptions,
  stride?: PerDimension | UnfoldOptions,
  options?: UnfoldOptions,
];

/**
 * The windows of images (n, c, h, w) as columns (n, c · kh · kw, windows): what turns a convolution into a matrix
 * product ("im2col").
 *
 * ```ts
 * const x = torch.tensor([[[[1.5, 2, 3], [4, 5, 6]]]]);
 * F.unfold(x, [2, 2]).at(0, ':', 0); // → tensor([1.5000, 2.0000, 4.0000, 5.0000])
 * ```
 */
export function unfold(x: Tensor, ...rest: UnfoldArguments): Tensor {
  const who = 'unfold';
  requirePlanes(who, x, 2);
  const given = bind(who, rest, ['kernelSize', 'dilation', 'padding', 'stride']);
  required(who, given, 'kernelSize');
  const kernel = perDimension(who, given, 'kernelSize', 2, []);
  const dilation = perDimension(who, given, 'dilation', 2, [1, 1]);
  const padding = perDimension(who, given, 'padding', 2, [0, 0]);
  const stride = perDimension(who, given, 'stride', 2, [1, 1]);
  requireLeast(who, 'kernelSize', kernel, 1);
  requireLeast(who, 'dilation', dilation, 1);
  requireLeast(who, 'padding', padding, 0);
  requireLeast(who, 'stride', stride, 1);
  const slides = x.sizes.slice(-2).map((size, dim) => {
    const slide = {
      size,
      kernel: kernel[dim] as number,
      stride: stride[dim] as number,
      dilation: dilation[dim] as number,
      before: padding[dim] as number,
    };
    const room = size + 2 * slide.before - slide.dilation * (slide.kernel - 1) - 1;
    return { ...slide, count: Math.floor(room / slide.stride) + 1 };
  });
  requireLeast(
    who,
    'the number of windows',
    slides.map(({ count }) => count),
    1,
  );
  const windows = combined(slides.map(slidingWindows));
  const channels = x.sizes.at(-3) as number;
  return weighted('Im2ColBackward0', x, oneEach(windows), [
    ...x.sizes.slice(0, -3),
    channels * product(kernel),
    windows.to,
  ]);
}

/** Every tap of every window as a result of its own. */
function oneEach({ from, to, taps, places }: WindowMap): WindowMap {
  return { from, to: taps * to, taps: 1, places, weights: null };
}
