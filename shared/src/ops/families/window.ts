import { ArgumentError, RuntimeError } from '../../core/errors.ts';
import { shapeText } from '../../core/shape.ts';
import { gatherWindows, scatterWindows } from '../../device/kernels/window.ts';
import { record } from '../../tensor/graph.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import type { BoundArguments } from './bound-arguments.ts';
import { computed } from './computed.ts';
import { dtypeComplaint, requireTensor } from './operand.ts';

/*
 * The window family: every element of the result looks at a few elements of a plane of the input. Convolution,
 * pooling, unfolding and resizing differ in what they do with them; where the windows lie is the same list of
 * places, made dimension by dimension, for any number of dimensions.
 */

/** Which elements of a plane each element of the result looks at. */
export interface WindowMap {
  /** How many elements a plane of the input has. */
  readonly from: number;
  /** How many a plane of the result has. */
  readonly to: number;
  /** How many elements a window has. */
  readonly taps: number;
  /** Tap t of window l stands at places[t · to + l]; −1 is beyond the edge. */
  readonly places: Int32Array;
  /** What each tap counts for, in the order of the places; null where all count fully. */
  readonly weights: Float64Array | null;
}

/** How a window moves along one dimension. */
export interface Slide {
  readonly size: number;
  readonly kernel: number;
  readonly stride: number;
  readonly dilation: number;
  /** How far the first window begins before the first element. */
  readonly before: number;
  /** How many windows there are. */
  readonly count: number;
}

/** The windows along one dimension. */
export function slidingWindows({ size, kernel, stride, dilation, before, count }: Slide): WindowMap {
  const places = new Int32Array(kernel * count);
  for (let tap = 0, at = 0; tap < kernel; tap++) {
    for (let window = 0; window < count; window++) {
      const place = window * stride - before + tap * dilation;
      places[at++] = place >= 0 && place < size ? place : -1;
    }
  }
  return { from: size, to: count, taps: kernel, places, weights: null };
}

/** The windows over all dimensions, from those along each. */
export function combined(maps: readonly WindowMap[]): WindowMap {
  return maps.reduce(combinePair);
}

function combinePair(outer: WindowMap, inner: WindowMap): WindowMap {
  const taps = outer.taps * inner.taps;
  const to = outer.to * inner.to;
  const places = new Int32Array(taps * to);
  const weighted = outer.weights !== null || inner.weights !== null;
  const weights = weighted ? new Float64Array(taps * to) : null;
  let at = 0;
  for (let outerTap = 0; outerTap < outer.taps; outerTap++) {
    for (let innerTap = 0; innerTap < inner.taps; innerTap++) {
      for (let i = outerTap * outer.to; i < (outerTap + 1) * outer.to; i++) {
        const place = outer.places[i] as number;
        for (let j = innerTap * inner.to; j < (innerTap + 1) * inner.to; j++) {
          const inside = inner.places[j] as number;
          places[at] = place < 0 || inside < 0 ? -1 : place * inner.from + inside;
          if (weights !== null) weights[at] = (outer.weights?.[i] ?? 1) * (inner.weights?.[j] ?? 1);
          at++;
        }
      }
    }
  }
  return { from: outer.from * inner.from, to, taps, places, weights };
}

/** y[l] = Σₜ weight · x[place] in every plane: the weighted sum of each window. `sizes` is the shape of the result. */
export function weighted(name: string, x: Tensor, map: WindowMap, sizes: readonly number[]): Tensor {
  const from = x.sizes;
  return record(computed(name, gatherWindows, [x], x.dtype, sizes, map), name, [x], (grad) => [
    spreadBack('WindowBackward', grad, map, from),
  ]);
}

/** x[place] = Σ weight · y[l] over the windows that look there: the gradient of the above, and the other way round. */
export function spreadBack(name: string, y: Tensor, map: WindowMap, sizes: readonly number[]): Tensor {
  const from = y.sizes;
  return record(computed(name, scatterWindows, [y], y.dtype, sizes, map), name, [y], (grad) => [
    weighted('WindowBackward', grad, map, from),
  ]);
}

/** One number for all dimensions, or one for each. */
export type PerDimension = number | readonly number[];

/** An argument with a number for each of `rank` dimensions. @throws TypeError, RuntimeError for another count. */
export function perDimension(
  who: string,
  given: BoundArguments,
  name: string,
  rank: number,
  fallback: readonly number[],
): readonly number[] {
  const value = given.dims(name) ?? fallback;
  if (typeof value === 'number') return new Array<number>(rank).fill(value);
  if (value.length === rank) return value;
  if (value.length === 1) return new Array<number>(rank).fill(value[0] as number);
  // PyTorch's default of a stride, `[]`, is the kernel.
  if (value.length === 0 && fallback.length === rank) return fallback;
  throw new RuntimeError({
    who,
    seen: `${name} is ${shapeText(value)}`,
    expected: `one number, or ${rank}: one for each dimension`,
  });
}

/** @throws RuntimeError for a number below `least`. */
export function requireLeast(who: string, name: string, values: readonly number[], least: number): void {
  if (values.every((value) => value >= least)) return;
  throw new RuntimeError({
    who,
    seen: `${name} is ${shapeText(values)}`,
    expected: least > 0 ? `${name} should be greater than zero` : `${name} that is not negative`,
  });
}

/** @throws RuntimeError unless `x` has channels and `rank` further dimensions, with a batch or without. */
export function requirePlanes(who: string, x: Tensor, rank: number): void {
  requireTensor(who, x);
  if (!x.isFloatingPoint()) throw dtypeComplaint(who, x.dtype, 'a floating point dtype');
  if (x.ndim === rank + 1 || x.ndim === rank + 2) return;
  throw new RuntimeError({
    who,
    seen: `input of size: ${shapeText(x.sizes)}`,
    expected: `Expected ${rank + 1}D (unbatched) or ${rank + 2}D (batched) input to ${who}`,
    hint: x.ndim === rank ? 'unsqueeze(0) adds a dimension for one channel' : undefined,
  });
}

/** @throws TypeError where the argument is missing. */
export function required(who: string, given: BoundArguments, name: string): void {
  if (given.has(name)) return;
  throw new ArgumentError({ who, seen: `no ${name}`, expected: `${who}(x, ${name}, …)` });
}
