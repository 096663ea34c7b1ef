import {
  ABREAST,
  LEVELS,
  rowsInGroup,
  type SumColumns,
  sumColumns,
  VECTOR,
  vectorSum,
} from '../../../core/sums/single-sum.ts';
import type { Kernels } from './kernels.ts';

/** Elements that are copied to the kernels' memory and added there in one go. */
const CHUNK = 16384;

/** Elements in a row that `vectorSum` adds at once. */
const ROW = VECTOR * ABREAST;

/**
 * The sums of the first `width` columns, a multiple of 32: the additions of `sumColumns`, in its order. The array holds
 * them until the next call; null where they are too many for the kernels' memory.
 */
export function sumColumnsSimd(
  kernels: Kernels,
  x: Float32Array,
  start: number,
  rows: number,
  columns: number,
  width: number,
): Float32Array | null {
  const group = rowsInGroup(rows);
  const rowsAtOnce = Math.min(rows, group * Math.max(1, Math.floor(CHUNK / (columns * group))));
  const from = LEVELS * columns;
  if (!kernels.reserve(4 * (from + rowsAtOnce * columns))) return null;
  const { singles, run } = kernels;
  singles.fill(0, 0, from);
  for (let done = 0; done < rows; done += rowsAtOnce) {
    const count = Math.min(rowsAtOnce, rows - done);
    const first = start + done * columns;
    singles.set(x.subarray(first, first + count * columns), from);
    run.sumRows(4 * from, count, columns, width, group, done, 0);
  }
  const sums = singles.subarray(0, width);
  for (let level = 1; level < LEVELS; level++) {
    for (let j = 0; j < width; j++) sums[j] = (sums[j] as number) + (singles[level * columns + j] as number);
  }
  return sums;
}

/** The sums of lanes of at least eight elements, with the additions of `vectorSum`. */
export function sumLanesSimd(kernels: Kernels, x: Float32Array, length: number, sums: Float32Array): void {
  const { singles, run } = kernels;
  if (length > CHUNK) {
    const bySimd: SumColumns = (x, start, rows, columns) =>
      sumColumnsSimd(kernels, x, start, rows, columns, columns) ?? sumColumns(x, start, rows, columns);
    for (let i = 0; i < sums.length; i++) sums[i] = vectorSum(x, i * length, (i + 1) * length, bySimd);
    return;
  }
  const group = rowsInGroup(Math.max(1, Math.floor(length / ROW)));
  const lanesAtOnce = Math.floor(CHUNK / length);
  const y = LEVELS * ROW;
  const from = y + CHUNK / VECTOR;
  for (let lane = 0; lane < sums.length; lane += lanesAtOnce) {
    const count = Math.min(lanesAtOnce, sums.length - lane);
    singles.set(x.subarray(lane * length, (lane + count) * length), from);
    run.sumLanes(4 * from, 4 * y, 4 * (y + count), length, group, 0);
    sums.set(singles.subarray(y, y + count), lane);
  }
}
