import { RuntimeError } from '../../core/errors.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { type BoundArguments, bind } from '../families/bound-arguments.ts';
import {
  combined,
  type PerDimension,
  requirePlanes,
  type Slide,
  slidingWindows,
  type WindowMap,
  weighted,
} from '../families/window.ts';
import { squeeze } from '../squeeze.ts';
import { unsqueeze } from '../unsqueeze.ts';
import { poolSlides } from './max-pool.ts';

/** How the window moves, and what its sum is divided by. */
export interface AvgPoolOptions {
  readonly kernelSize?: PerDimension;
  /** How far from one window to the next; the kernel's size unless given. */
  readonly stride?: PerDimension | null;
  /** How many zeros on each side, at most half a kernel. */
  readonly padding?: PerDimension;
  /** Whether a last window may begin inside and end beyond the edge. */
  readonly ceilMode?: boolean;
  /** Whether the zeros of the padding count as elements, as they do unless said. */
  readonly countIncludePad?: boolean;
  /** Divide by this number instead of the size of the window. */
  readonly divisorOverride?: number | null;
}

/** The arguments behind the input, in PyTorch's order, or as options at the end. */
export type AvgPoolArguments = readonly [
  kernelSize?: PerDimension | AvgPoolOptions,
  stride?: PerDimension | null | AvgPoolOptions,
  padding?: PerDimension | AvgPoolOptions,
  ceilMode?: boolean | AvgPoolOptions,
  countIncludePad?: boolean | AvgPoolOptions,
  divisorOverride?: number | null | AvgPoolOptions,
  options?: AvgPoolOptions,
];

/**
 * The mean of every window of a sequence (n, c, l), or (c, l).
 *
 * ```ts
 * F.avgPool1d(torch.tensor([[1.5, 4.5, 2, 3]]), 2); // → tensor([[3.0000, 2.5000]])
 * ```
 */
export function avgPool1d(x: Tensor, ...rest: AvgPoolArguments): Tensor {
  const who = 'avgPool1d';
  requirePlanes(who, x, 1);
  const given = bind(who, rest, ['kernelSize', 'stride', 'padding', 'ceilMode', 'countIncludePad']);
  return squeeze(averaged(unsqueeze(x, -2), [null, ...poolSlides(who, x, given, 1)], given, null), -2);
}

/**
 * The mean of every window of planes (n, c, h, w), or (c, h, w).
 *
 * ```ts
 * F.avgPool2d(torch.tensor([[[1.5, 4.5], [2, 3]]]), 2); // → tensor([[[2.7500]]])
 * ```
 *
 * @throws RuntimeError where a window does not fit, or the padding is more than half of it.
 */
export function avgPool2d(x: Tensor, ...rest: AvgPoolArguments): Tensor {
  const who = 'avgPool2d';
  requirePlanes(who, x, 2);
  const names = ['kernelSize', 'stride', 'padding', 'ceilMode', 'countIncludePad', 'divisorOverride'];
  const given = bind(who, rest, names);
  const divisor = given.number('divisorOverride', null);
  if (divisor === 0)
    throw new RuntimeError({ who, seen: 'divisorOverride is 0', expected: 'divisor must be not zero' });
  return averaged(x, poolSlides(who, x, given, 2), given, divisor);
}

/** A slide of null is a dimension of size 1 that nothing happens to. */
function averaged(
  x: Tensor,
  slides: readonly (Slide | null)[],
  given: BoundArguments,
  divisor: number | null,
): Tensor {
  const padded = given.flag('countIncludePad', true);
  const still: WindowMap = { from: 1, to: 1, taps: 1, places: Int32Array.of(0), weights: null };
  const axes = slides.map((slide, dim) => {
    if (slide === null) return still;
    if (divisor === null) return averaging(slide, padded);
    const windows = slidingWindows(slide);
    return dim > 0
      ? windows
      : { ...windows, weights: new Float64Array(windows.places.length).fill(1 / divisor) };
  });
  const counts = axes.map(({ to }) => to);
  return weighted('AvgPool2DBackward0', x, combined(axes), [...x.sizes.slice(0, -axes.length), ...counts]);
}

/** Each window divided by its length: with the padding it covers, but not what lies beyond that, or without. */
function averaging(slide: Slide, padded: boolean): WindowMap {
  const windows = slidingWindows(slide);
  const { size, kernel, stride, before, count } = slide;
  const weights = new Float64Array(windows.places.length);
  for (let window = 0; window < count; window++) {
    const start = window * stride - before;
    const end = Math.min(start + kernel, size + before);
    const length = padded ? end - start : Math.min(end, size) - Math.max(start, 0);
    for (let tap = 0; tap < kernel; tap++) weights[tap * count + window] = 1 / length;
  }
  return { ...windows, weights };
}
