import { ArgumentError, describe } from '../../core/errors.ts';
import { named } from '../../tensor/arguments.ts';
import { tuple } from '../../tensor/named-tuple.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { combined, requireLeast, requirePlanes, type WindowMap, weighted } from '../families/window.ts';
import { mean } from '../mean.ts';
import { type Pooled, pooled } from './max-pool.ts';

/** The size of the result: one number, or one for each dimension; null keeps the input's. */
export type OutputSize = number | null | readonly (number | null)[];

/** As an option. */
export interface AdaptivePoolOptions {
  readonly outputSize?: OutputSize;
  /** For the largest elements: whether to give where they stood, too. */
  readonly returnIndices?: boolean;
}

/**
 * Planes (n, c, h, w), or (c, h, w), averaged down to a given size: output i is the mean of the elements from
 * ⌊i · h / out⌋ to ⌈(i + 1) · h / out⌉.
 *
 * ```ts
 * F.adaptiveAvgPool2d(torch.tensor([[[1.5, 4.5], [2, 3]]]), 1); // → tensor([[[2.7500]]])
 * ```
 */
export function adaptiveAvgPool2d(x: Tensor, outputSize: OutputSize | AdaptivePoolOptions): Tensor {
  const who = 'adaptiveAvgPool2d';
  requirePlanes(who, x, 2);
  const given = named<AdaptivePoolOptions>(who, ['outputSize'], 1, [outputSize]);
  const sizes = outputSizes(who, x, given.outputSize, 2);
  // PyTorch calls the mean of whole planes by its name.
  if (sizes.every((size) => size === 1)) return mean(x, [-1, -2], true);
  return adaptivelyAveraged('AdaptiveAvgPool2DBackward0', x, sizes);
}

/** The same with the largest elements; with `returnIndices` also where they stood in their plane. */
export function adaptiveMaxPool2d(
  x: Tensor,
  outputSize: OutputSize | AdaptivePoolOptions,
  options: { readonly returnIndices: true },
): Pooled;
export function adaptiveMaxPool2d(
  x: Tensor,
  outputSize: OutputSize | AdaptivePoolOptions,
  options?: AdaptivePoolOptions | boolean,
): Tensor;
export function adaptiveMaxPool2d(
  x: Tensor,
  outputSize: OutputSize | AdaptivePoolOptions,
  returnIndices?: AdaptivePoolOptions | boolean,
): Tensor | Pooled {
  const who = 'adaptiveMaxPool2d';
  requirePlanes(who, x, 2);
  const given = named<AdaptivePoolOptions>(who, ['outputSize', 'returnIndices'], 1, [
    outputSize,
    returnIndices,
  ]);
  const sizes = outputSizes(who, x, given.outputSize, 2);
  const axes = adaptiveAxes(x, sizes);
  const { values, indices } = pooled('AdaptiveMaxPool2DBackward0', x, axes, sizes);
  return given.returnIndices === true ? tuple(values, indices()) : values;
}

/** The means of adaptive windows over the last dimensions, one for each of `sizes`. */
export function adaptivelyAveraged(name: string, x: Tensor, sizes: readonly number[]): Tensor {
  const axes = adaptiveAxes(x, sizes);
  return weighted(name, x, combined(axes), [...x.sizes.slice(0, -sizes.length), ...sizes]);
}

function adaptiveAxes(x: Tensor, sizes: readonly number[]): WindowMap[] {
  const plane = x.sizes.slice(-sizes.length);
  return plane.map((size, dim) => adaptiveWindows(size, sizes[dim] as number));
}

/** Windows that cover all `size` elements; they differ in length by one, and may overlap. */
function adaptiveWindows(size: number, count: number): WindowMap {
  const starts = Array.from({ length: count }, (_, i) => Math.floor((i * size) / count));
  const ends = starts.map((_, i) => Math.ceil(((i + 1) * size) / count));
  const taps = starts.reduce((most, start, i) => Math.max(most, (ends[i] as number) - start), 0);
  const places = new Int32Array(taps * count).fill(-1);
  const weights = new Float64Array(taps * count);
  starts.forEach((start, i) => {
    const length = (ends[i] as number) - start;
    for (let tap = 0; tap < length; tap++) {
      places[tap * count + i] = start + tap;
      weights[tap * count + i] = 1 / length;
    }
  });
  return { from: size, to: count, taps, places, weights };
}

function outputSizes(who: string, x: Tensor, given: OutputSize | undefined, rank: number): number[] {
  const asked: readonly unknown[] = Array.isArray(given) ? given : new Array(rank).fill(given ?? null);
  const plane = x.sizes.slice(-rank);
  const sizes = asked.map((size, dim) => size ?? plane[dim]);
  if (sizes.length !== rank || !sizes.every((size) => typeof size === 'number' && Number.isInteger(size))) {
    throw new ArgumentError({
      who,
      seen: `outputSize is ${describe(given)}`,
      expected: `a whole number, or ${rank} of them`,
    });
  }
  requireLeast(who, 'outputSize', sizes as number[], 0);
  return sizes as number[];
}
