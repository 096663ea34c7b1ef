import type { Windows } from '../../kernels/window.ts';
import { type Kernels, START } from './kernels.ts';

/** The kernels take rows of places whose length is a multiple of this: see assembly/windows.ts. */
const WHOLE = 8;

/** The kernels read, or write, fewer elements than this behind the last one. */
const SLACK = 32;

/** How long the rows of places are in the kernels' memory. */
export function widthOf({ to }: Windows): number {
  return Math.ceil(to / WHOLE) * WHOLE;
}

/**
 * Finds room for the places of the windows, in rows of `widthOf` elements, and for as many elements each as `sizes` says:
 * where they begin, in bytes. null where there is not enough.
 */
export function layOut(
  kernels: Kernels,
  windows: Windows,
  sizes: readonly number[],
): readonly number[] | null {
  const { to, taps, places } = windows;
  const width = widthOf(windows);
  let end = START;
  const room = [taps * width, ...sizes].map((size) => {
    const start = end;
    end += Math.ceil((size + SLACK) / 16) * 64;
    return start;
  });
  if (!kernels.reserve(end)) return null;
  const table = new Int32Array(kernels.singles.buffer, START, taps * width).fill(-1);
  for (let tap = 0; tap < taps; tap++) table.set(places.subarray(tap * to, (tap + 1) * to), tap * width);
  return room;
}

/** `largestInWindows` by a kernel. False where x is too large for the kernels' memory. */
export function largestInWindowsSimd(
  kernels: Kernels,
  x: Float32Array,
  windows: Windows,
  positions: Int32Array,
): boolean {
  const { from, to, taps } = windows;
  const room = layOut(kernels, windows, [x.length, positions.length]);
  if (room === null) return false;
  const [places, ofX, ofY] = room;
  const { singles, run } = kernels;
  singles.set(x, ofX / 4);
  run.largestInWindows(ofX, from, places, taps, widthOf(windows), to, ofY, ofY + 4 * positions.length);
  positions.set(new Int32Array(singles.buffer, ofY, positions.length));
  return true;
}
