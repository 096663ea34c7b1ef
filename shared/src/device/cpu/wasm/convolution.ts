import type { ConvolutionShape, Wanted } from '../../kernels/convolution.ts';
import type { Kernels } from './kernels.ts';
import { PANELS, ROW_BYTES, ROWS } from './matmul.ts';
import { layOut, widthOf } from './windows.ts';

/** Columns of float32 in a panel of a right operand. */
const COLUMNS = ROW_BYTES / 4;

/**
 * One of the products of device/kernels/convolution.ts by the kernels, with their bits: y = W X, or what `wanted` names, from
 * the other two. Windows are gathered, and added up, where they are multiplied. False where a group of channels is too
 * large for the kernels' memory.
 */
export function convolveSimd(
  kernels: Kernels,
  wanted: Wanted,
  x: Float32Array,
  w: Float32Array,
  y: Float32Array,
  { batch, groups, inside, outside, windows }: ConvolutionShape,
): boolean {
  const { from, to, taps } = windows;
  const rowsOfX = inside * taps;
  const width = widthOf(windows);
  const [n, k, m] = { y: [outside, rowsOfX, to], x: [rowsOfX, outside, to], w: [outside, to, rowsOfX] }[
    wanted
  ];
  const [rows, columns] = [roundUp(n, ROWS), roundUp(m, COLUMNS)];
  const [sizeX, sizeW, sizeY] = [inside * from, outside * rowsOfX, outside * to];
  const sizes = [sizeX, sizeW, sizeY, rowsOfX * width, rows * k, k * columns, rows * columns];
  const room = layOut(kernels, windows, sizes);
  if (room === null) return false;
  const [places, ofX, ofW, ofY, matrix, left, right, result] = room;
  const { singles, run } = kernels;

  const copyIn = (from: Float32Array, part: number, size: number, at: number) =>
    singles.set(from.subarray(part * size, (part + 1) * size), at / 4);
  const elements = (at: number, size: number) => singles.subarray(at / 4, at / 4 + size);
  const move = (isBack: boolean, to: number, panel: number, row: number) =>
    run.moveWindows(isBack, ofX, 4 * from, inside, places, taps, width, to, panel, row);
  const multiply = (a: number, across: number, along: number) => {
    run.product(4, a, across, along, n, k, left, right, result, columns / COLUMNS, PANELS);
    if (wanted !== 'x') run.narrow(result, n, 4 * columns, 4 * m);
  };

  for (let image = 0; image < batch * groups; image++) {
    if (wanted !== 'x') copyIn(x, image, sizeX, ofX);
    const group = image % groups;
    // It stays there where it is the only one.
    if (wanted !== 'w' && (image === 0 || groups > 1)) copyIn(w, group, sizeW, ofW);
    if (wanted !== 'y') copyIn(y, image, sizeY, ofY);
    if (wanted === 'y') {
      move(false, right, ROW_BYTES * k, ROW_BYTES);
      multiply(ofW, k, 1);
      y.set(elements(result, sizeY), image * sizeY);
    } else if (wanted === 'x') {
      run.packColumns(4, ofY, 1, to, to, k, right);
      multiply(ofW, 1, n);
      elements(ofX, sizeX).fill(0);
      move(true, result, ROW_BYTES, 4 * width);
      x.set(elements(ofX, sizeX), image * sizeX);
    } else {
      move(false, matrix, ROW_BYTES, 4 * width);
      run.packColumns(4, matrix, width, 1, m, k, right);
      multiply(ofY, to, 1);
      for (let i = 0, at = group * sizeW; i < sizeW; i++, at++)
        w[at] = (w[at] as number) + (singles[result / 4 + i] as number);
    }
  }
  return true;
}

function roundUp(count: number, whole: number): number {
  return Math.ceil(count / whole) * whole;
}
