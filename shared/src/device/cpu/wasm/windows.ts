import type { Windows } from '../../kernels/window.ts';
import type { Kernels } from './kernels.ts';

/**
 * The matrix of windows of `windowColumns`, for planes from `start` on, by a kernel. False where it is too large for the
 * kernels' memory.
 */
export function windowColumnsSimd(
  kernels: Kernels,
  x: Float32Array,
  start: number,
  planes: number,
  { from, places }: Windows,
  columns: Float32Array,
): boolean {
  const [ofX, ofY] = [places.length, places.length + planes * from];
  if (!kernels.reserve(4 * (ofY + columns.length))) return false;
  const { singles, run } = kernels;
  new Int32Array(singles.buffer, 0, places.length).set(places);
  singles.set(x.subarray(start, start + planes * from), ofX);
  run.gatherPlanes(4 * ofX, 4 * from, 0, places.length, 4 * ofY, 4 * (ofY + columns.length));
  columns.set(singles.subarray(ofY, ofY + columns.length));
  return true;
}
