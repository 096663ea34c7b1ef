import type { Kernels } from './kernels.ts';

/** Elements that are copied to the kernels' memory and compared there in one go. */
const CHUNK = 16384;

/** The shortest lane that the kernel takes: a vector. */
const SHORTEST = 4;

/** Where the places of a chunk's lanes lie, in elements, and behind them the chunk, with room for a last vector. */
const PLACES = 0;
const X = CHUNK / SHORTEST;

/**
 * Where the largest element of each lane stands, or with sign −1 the smallest, counted from the lane's start; the first
 * of equals, and the first NaN if there is one. Null for lanes too short for the kernel.
 */
export function extremesSimd(
  { run, singles, memory }: Kernels,
  x: Float32Array,
  length: number,
  count: number,
  sign: 1 | -1,
): Int32Array | null {
  if (length < SHORTEST) return null;
  const found = new Int32Array(memory.buffer, 4 * PLACES, X);
  const search = (start: number, length: number, count: number): void => {
    singles.set(x.subarray(start, start + count * length), X);
    run.extremes(4 * X, 4 * PLACES, 4 * (PLACES + count), length, sign === -1);
  };
  const places = new Int32Array(count);
  if (length > CHUNK) {
    for (let lane = 0; lane < count; lane++) {
      let best = 0;
      for (let at = 0; at < length; at += CHUNK) {
        // The last stretch is a whole one, too: what was seen before is no larger than itself.
        const start = lane * length + Math.min(at, length - CHUNK);
        search(start, CHUNK, 1);
        const place = start + (found[0] as number) - lane * length;
        const [value, top] = [x[lane * length + place] as number, x[lane * length + best] as number];
        if (sign * value > sign * top || Number.isNaN(value)) best = place;
        if (Number.isNaN(value)) break;
      }
      places[lane] = best;
    }
    return places;
  }
  const lanesAtOnce = Math.floor(CHUNK / length);
  for (let lane = 0; lane < count; lane += lanesAtOnce) {
    const lanes = Math.min(lanesAtOnce, count - lane);
    search(lane * length, length, lanes);
    places.set(found.subarray(0, lanes), lane);
  }
  return places;
}
