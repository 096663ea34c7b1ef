import type { ConvolutionShape } from '../../kernels/convolution.ts';
import type { Kernels } from './kernels.ts';
import { layOut, widthOf } from './windows.ts';

/*
 * Convolutions of float32 by the kernels: the products of device/kernels/convolution.ts, with windows that are gathered
 * where they are multiplied. Each of the three gives false where the matrices are too large for the kernels' memory.
 */

/** Rows in a panel of a left operand, and columns in one of a right operand: see assembly/matmul.ts. */
const ROWS = 4;
const COLUMNS = 8;

/** y = W X. */
export function convolveSimd(
  kernels: Kernels,
  x: Float32Array,
  w: Float32Array,
  y: Float32Array,
  { batch, groups, inside, outside, windows }: ConvolutionShape,
): boolean {
  const { from, to, taps } = windows;
  const k = inside * taps;
  const [rows, columns] = [roundUp(outside, ROWS), widthOf(windows)];
  const room = layOut(kernels, windows, [inside * from, outside * k, rows * k, k * columns, rows * columns]);
  if (room === null) return false;
  const [places, ofX, ofW, left, right, ofY] = room;
  const { singles, run } = kernels;
  for (let group = 0; group < groups; group++) {
    copyIn(singles, w, group, outside * k, ofW);
    run.packRows(ofW, k, 1, outside, k, left);
    for (let image = group; image < batch * groups; image += groups) {
      copyIn(singles, x, image, inside * from, ofX);
      run.gatherWindows(ofX, 4 * from, inside, places, taps, columns, right);
      run.multiplyPacked(left, right, ofY, rows / ROWS, columns / COLUMNS, k);
      run.narrow(ofY, outside, 4 * columns, 4 * to);
      copyOut(singles, ofY, y, image, outside * to);
    }
  }
  return true;
}

/** X = Wᵀ y, added up where the windows overlap. */
export function convolveBackSimd(
  kernels: Kernels,
  y: Float32Array,
  w: Float32Array,
  x: Float32Array,
  { batch, groups, inside, outside, windows }: ConvolutionShape,
): boolean {
  const { from, to, taps } = windows;
  const k = inside * taps;
  const [rows, columns] = [roundUp(k, ROWS), widthOf(windows)];
  const [packedW, packedY] = [rows * outside, outside * columns];
  const sizes = [inside * from, outside * to, outside * k, packedW, packedY, rows * columns];
  const room = layOut(kernels, windows, sizes);
  if (room === null) return false;
  const [places, ofX, ofY, ofW, left, right, product] = room;
  const { singles, run } = kernels;
  for (let group = 0; group < groups; group++) {
    copyIn(singles, w, group, outside * k, ofW);
    run.packRows(ofW, 1, k, k, outside, left);
    for (let image = group; image < batch * groups; image += groups) {
      copyIn(singles, y, image, outside * to, ofY);
      run.packColumns(4, ofY, 1, to, to, outside, right);
      run.multiplyPacked(left, right, product, rows / ROWS, columns / COLUMNS, outside);
      singles.fill(0, ofX / 4, ofX / 4 + inside * from);
      run.scatterWindows(ofX, 4 * from, inside, places, taps, columns, product);
      copyOut(singles, ofX, x, image, inside * from);
    }
  }
  return true;
}

/** W = y Xᵀ, summed over the batch. */
export function convolveWeightSimd(
  kernels: Kernels,
  x: Float32Array,
  y: Float32Array,
  w: Float32Array,
  { batch, groups, inside, outside, windows }: ConvolutionShape,
): boolean {
  const { from, to, taps } = windows;
  const k = inside * taps;
  const columns = widthOf(windows);
  // Four sums for each element of W.
  const row = 4 * roundUp(k, 2);
  const sums = roundUp(outside, ROWS) * row;
  const room = layOut(kernels, windows, [inside * from, outside * to, outside * columns, k * columns, sums]);
  if (room === null) return false;
  const [places, ofX, ofY, left, right, ofSums] = room;
  const { singles, run } = kernels;
  const start = ofSums / 4;
  for (let group = 0; group < groups; group++) {
    singles.fill(0, start, start + sums);
    for (let image = group; image < batch * groups; image += groups) {
      copyIn(singles, x, image, inside * from, ofX);
      copyIn(singles, y, image, outside * to, ofY);
      run.gatherWindows(ofX, 4 * from, inside, places, taps, columns, right);
      run.packColumns(4, ofY, 1, to, to, outside, left);
      run.multiplyAlong(left, outside, right, k, columns / COLUMNS, ofSums);
    }
    for (let o = 0; o < outside; o++) {
      for (let i = 0, at = start + o * row; i < k; i++) {
        let sum = 0;
        for (const end = at + 4; at < end; at++) sum += singles[at] as number;
        w[(group * outside + o) * k + i] = sum;
      }
    }
  }
  return true;
}

function copyIn(singles: Float32Array, from: Float32Array, part: number, length: number, at: number): void {
  singles.set(from.subarray(part * length, (part + 1) * length), at / 4);
}

function copyOut(singles: Float32Array, at: number, to: Float32Array, part: number, length: number): void {
  to.set(singles.subarray(at / 4, at / 4 + length), part * length);
}

function roundUp(count: number, whole: number): number {
  return Math.ceil(count / whole) * whole;
}
