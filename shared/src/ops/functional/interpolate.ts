import { RuntimeError, ValueError } from '../../core/errors.ts';
import { shapeText } from '../../core/shape.ts';
import { named } from '../../tensor/arguments.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { dtypeComplaint, requireTensor } from '../families/operand.ts';
import { combined, type PerDimension, type WindowMap, weighted } from '../families/window.ts';
import { adaptivelyAveraged } from './adaptive-pool.ts';

/** Ways of resizing; those named after lines take sequences, planes and volumes. */
export type InterpolationMode =
  | 'nearest'
  | 'nearest-exact'
  | 'linear'
  | 'bilinear'
  | 'trilinear'
  | 'bicubic'
  | 'area';

export interface InterpolateOptions {
  /** The size of the result behind batch and channels. */
  readonly size?: PerDimension | null;
  /** How many times as large the result is; either this or `size`. */
  readonly scaleFactor?: PerDimension | null;
  /** 'nearest' unless given. */
  readonly mode?: InterpolationMode;
  /** Whether the middles of the corner elements stay where they are, rather than the outer edges. */
  readonly alignCorners?: boolean | null;
  /** Whether to go by the sizes alone, instead of the factor given. */
  readonly recomputeScaleFactor?: boolean | null;
}

/** How many dimensions each mode is for; 0 for any. */
const ranks: Readonly<Record<InterpolationMode, number>> = {
  nearest: 0,
  'nearest-exact': 0,
  area: 0,
  linear: 1,
  bilinear: 2,
  bicubic: 2,
  trilinear: 3,
};

/**
 * A sequence, plane or volume (n, c, …) in another size: PyTorch's `F.interpolate`.
 *
 * ```ts
 * const x = torch.tensor([[[1.5, 2.5]]]);
 * F.interpolate(x, { scaleFactor: 2 }); // → tensor([[[1.5000, 1.5000, 2.5000, 2.5000]]])
 * F.interpolate(x, { size: 3, mode: 'linear', alignCorners: true }); // → tensor([[[1.5000, 2.0000, 2.5000]]])
 * ```
 *
 * @throws ValueError unless exactly one of `size` and `scaleFactor` is given, and for a mode that is not there.
 */
export function interpolate(
  x: Tensor,
  size?: PerDimension | null | InterpolateOptions,
  scaleFactor?: PerDimension | null | InterpolateOptions,
  mode?: InterpolationMode | InterpolateOptions,
  alignCorners?: boolean | null | InterpolateOptions,
  rest?: InterpolateOptions,
): Tensor {
  const who = 'interpolate';
  requireTensor(who, x);
  if (!x.isFloatingPoint()) throw dtypeComplaint(who, x.dtype, 'a floating point dtype');
  const given = named<InterpolateOptions>(
    who,
    ['size', 'scaleFactor', 'mode', 'alignCorners', 'recomputeScaleFactor'],
    0,
    [size, scaleFactor, mode, alignCorners, rest],
  );
  const way = given.mode ?? 'nearest';
  requireMode(x, way, given);
  const rank = x.ndim - 2;
  const plane = x.sizes.slice(2);
  const factors =
    (given.scaleFactor ?? null) === null ? null : each(who, 'scaleFactor', given.scaleFactor, rank);
  const sizes =
    factors === null
      ? each(who, 'size', given.size, rank)
      : plane.map((own, dim) => Math.floor(own * (factors[dim] as number)));
  if (sizes.some((one) => !(one > 0)) || plane.some((own) => own === 0)) {
    throw new RuntimeError({
      who,
      seen: `input (${plane.join(', ')}), output (${sizes.join(', ')})`,
      expected: 'Input and output sizes should be greater than 0',
    });
  }
  if (way === 'area') return adaptivelyAveraged(`AdaptiveAvgPool${rank}DBackward0`, x, sizes);
  const asked = given.recomputeScaleFactor === true ? null : factors;
  const axes = plane.map((own, dim) => {
    const count = sizes[dim] as number;
    const factor = asked?.[dim];
    return resizedAxis(
      way,
      own,
      count,
      factor === undefined ? own / count : 1 / factor,
      given.alignCorners === true,
    );
  });
  return weighted(nodeName(way, rank), x, combined(axes), [...x.sizes.slice(0, 2), ...sizes]);
}

/** PyTorch's name: UpsampleNearest2DBackward0, UpsampleBilinear2DBackward0. */
function nodeName(mode: InterpolationMode, rank: number): string {
  const words = mode.split('-').map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`);
  return `Upsample${words.join('')}${rank}DBackward0`;
}

/** The windows of one dimension. `scale` is how far apart two neighbours of the result lie in the input. */
function resizedAxis(
  mode: InterpolationMode,
  size: number,
  count: number,
  scale: number,
  alignCorners: boolean,
): WindowMap {
  if (mode === 'nearest' || mode === 'nearest-exact') {
    const middle = mode === 'nearest' ? 0 : 0.5;
    // In float32, as PyTorch: a position that is a whole number but for rounding must fall on the same side.
    const step = Math.fround(scale);
    const places = Int32Array.from({ length: count }, (_, i) =>
      Math.min(Math.floor(Math.fround(Math.fround(i + middle) * step)), size - 1),
    );
    return { from: size, to: count, taps: 1, places, weights: null };
  }
  const step = alignCorners ? (count > 1 ? (size - 1) / (count - 1) : 0) : scale;
  const position = (i: number): number => (alignCorners ? i * step : (i + 0.5) * step - 0.5);
  return mode === 'bicubic' ? cubicAxis(size, count, position) : linearAxis(size, count, position);
}

/** Between the two nearest elements. */
function linearAxis(size: number, count: number, position: (i: number) => number): WindowMap {
  const places = new Int32Array(2 * count);
  const weights = new Float64Array(2 * count);
  for (let i = 0; i < count; i++) {
    const at = Math.min(Math.max(position(i), 0), size - 1);
    const below = Math.floor(at);
    places[i] = below;
    places[count + i] = Math.min(below + 1, size - 1);
    weights[i] = 1 - (at - below);
    weights[count + i] = at - below;
  }
  return { from: size, to: count, taps: 2, places, weights };
}

/** Keys's cubic convolution with a = −0.75, over the four nearest elements; those beyond an edge repeat it. */
function cubicAxis(size: number, count: number, position: (i: number) => number): WindowMap {
  const places = new Int32Array(4 * count);
  const weights = new Float64Array(4 * count);
  for (let i = 0; i < count; i++) {
    const at = position(i);
    const below = Math.floor(at);
    for (let tap = 0; tap < 4; tap++) {
      const place = below - 1 + tap;
      places[tap * count + i] = Math.min(Math.max(place, 0), size - 1);
      weights[tap * count + i] = cubicWeight(Math.abs(at - place));
    }
  }
  return { from: size, to: count, taps: 4, places, weights };
}

function cubicWeight(distance: number): number {
  const a = -0.75;
  if (distance <= 1) return ((a + 2) * distance - (a + 3)) * distance * distance + 1;
  if (distance < 2) return ((a * distance - 5 * a) * distance + 8 * a) * distance - 4 * a;
  return 0;
}

function requireMode(x: Tensor, mode: InterpolationMode, given: InterpolateOptions): void {
  const who = 'interpolate';
  const rank = Object.hasOwn(ranks, mode) ? ranks[mode] : undefined;
  if (rank === undefined) {
    throw new RuntimeError({
      who,
      seen: `mode is '${mode}'`,
      expected: `one of ${Object.keys(ranks).join(', ')}`,
    });
  }
  if (x.ndim < 3 || x.ndim > 5 || (rank > 0 && x.ndim !== rank + 2)) {
    throw new RuntimeError({
      who,
      seen: `input ${shapeText(x.sizes)} and mode '${mode}'`,
      expected: rank > 0 ? `a ${rank + 2}D input (N, C, …) for '${mode}'` : 'a 3D, 4D or 5D input (N, C, …)',
    });
  }
  if ((given.size ?? null) === null && (given.scaleFactor ?? null) === null) {
    throw new ValueError({
      who,
      seen: 'neither size nor scaleFactor',
      expected: 'either size or scale_factor should be defined',
    });
  }
  if ((given.size ?? null) !== null && (given.scaleFactor ?? null) !== null) {
    throw new ValueError({
      who,
      seen: 'both size and scaleFactor',
      expected: 'only one of size or scale_factor should be defined',
    });
  }
  if (rank === 0 && (given.alignCorners ?? null) !== null) {
    throw new ValueError({
      who,
      seen: `alignCorners with mode '${mode}'`,
      expected:
        'align_corners option can only be set with the interpolating modes: linear | bilinear | bicubic | trilinear',
    });
  }
}

function each(
  who: string,
  name: string,
  value: PerDimension | null | undefined,
  rank: number,
): readonly number[] {
  const list = typeof value === 'number' ? new Array<number>(rank).fill(value) : (value ?? []);
  if (list.length === rank && list.every((one) => typeof one === 'number')) return list;
  throw new ValueError({
    who,
    seen: `${name} ${shapeText(list)} for an input with ${rank} dimensions behind batch and channels`,
    expected: `one number, or ${rank}`,
  });
}
