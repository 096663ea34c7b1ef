import type { NumberArray } from '../../core/dtype.ts';
import { kernelsForElements } from '../cpu/path.ts';
import { largestInWindowsSimd } from '../cpu/wasm/windows.ts';
import type { Kernel } from '../kernel.ts';

/** Where windows lie in a plane, and what their elements count for (see the window family of operations). */
export interface Windows {
  readonly from: number;
  readonly to: number;
  readonly taps: number;
  readonly places: Int32Array;
  readonly weights: Float64Array | null;
}

type WindowKernel = Kernel<readonly [NumberArray], readonly [NumberArray], Windows>;

/** y[l] = Σₜ weight · x[place], plane by plane; sums in double precision. */
export const gatherWindows: WindowKernel = {
  name: 'gatherWindows',
  cpu: ([x], [y], windows) => {
    const { from, to, taps, places, weights } = windows;
    const sums = new Float64Array(to);
    const planes = to === 0 ? 0 : y.length / to;
    for (let plane = 0; plane < planes; plane++) {
      const start = plane * from;
      sums.fill(0);
      for (let tap = 0, at = 0; tap < taps; tap++) {
        for (let l = 0; l < to; l++, at++) {
          const place = places[at] as number;
          if (place < 0) continue;
          const value = x[start + place] as number;
          sums[l] = (sums[l] as number) + (weights === null ? value : (weights[at] as number) * value);
        }
      }
      y.set(sums, plane * to);
    }
  },
};

/** x[place] = Σ weight · y[l], plane by plane: the transposed map. */
export const scatterWindows: WindowKernel = {
  name: 'scatterWindows',
  cpu: ([y], [x], windows) => {
    const { from, to, taps, places, weights } = windows;
    const sums = new Float64Array(from);
    const planes = from === 0 ? 0 : x.length / from;
    for (let plane = 0; plane < planes; plane++) {
      const start = plane * to;
      sums.fill(0);
      for (let tap = 0, at = 0; tap < taps; tap++) {
        for (let l = 0; l < to; l++, at++) {
          const place = places[at] as number;
          if (place < 0) continue;
          const value = y[start + l] as number;
          sums[place] =
            (sums[place] as number) + (weights === null ? value : (weights[at] as number) * value);
        }
      }
      x.set(sums, plane * from);
    }
  },
};

/**
 * The windows of `planes` planes as a matrix (planes · taps, to), so that a convolution is a matrix product:
 * "im2col". `start` is where the first plane begins in `x`.
 */
export function windowColumns(
  x: NumberArray,
  start: number,
  planes: number,
  { from, to, taps, places }: Windows,
  columns: NumberArray,
): void {
  let at = 0;
  for (let plane = 0; plane < planes; plane++) {
    const first = start + plane * from;
    for (let i = 0; i < taps * to; i++) {
      const place = places[i] as number;
      columns[at++] = place < 0 ? 0 : (x[first + place] as number);
    }
  }
}

/** Adds such a matrix up where its elements came from: "col2im". */
export function addColumns(
  columns: NumberArray,
  planes: number,
  { from, to, taps, places }: Windows,
  x: NumberArray,
  start: number,
): void {
  let at = 0;
  for (let plane = 0; plane < planes; plane++) {
    const first = start + plane * from;
    for (let i = 0; i < taps * to; i++, at++) {
      const place = places[i] as number;
      if (place >= 0) x[first + place] = (x[first + place] as number) + (columns[at] as number);
    }
  }
}

/**
 * Where the largest element of every window stands: its position among the elements of x. NaN is larger than every
 * number. The position in a window beyond the edge is one before the plane.
 */
export const largestInWindows: Kernel<readonly [NumberArray], readonly [positions: Int32Array], Windows> = {
  name: 'largestInWindows',
  cpu: ([x], [positions], windows) => {
    const kernels = kernelsForElements(windows.taps * positions.length);
    if (kernels !== null && x instanceof Float32Array) {
      if (largestInWindowsSimd(kernels, x, windows, positions)) return;
    }
    const { from, to, taps, places } = windows;
    for (let at = 0; at < positions.length; at++) {
      const l = at % to;
      const start = ((at - l) / to) * from;
      let best = -1;
      let value = Number.NEGATIVE_INFINITY;
      for (let tap = 0; tap < taps; tap++) {
        const place = places[tap * to + l] as number;
        if (place < 0) continue;
        const candidate = x[start + place] as number;
        if (best < 0 || candidate > value || Number.isNaN(candidate)) {
          best = place;
          value = candidate;
        }
      }
      positions[at] = start + best;
    }
  },
};

/** The places in their planes of the elements at such positions. */
export const placesInPlanes: Kernel<readonly [Int32Array], readonly [places: BigInt64Array], Windows> = {
  name: 'placesInPlanes',
  cpu: ([positions], [places], { from, to }) => {
    for (let i = 0; i < positions.length; i++) {
      places[i] = BigInt((positions[i] as number) - Math.floor(i / to) * from);
    }
  },
};
