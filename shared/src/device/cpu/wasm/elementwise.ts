import type { MapKernel, ZipKernel } from '../../formulas.ts';
import type { Grid } from '../strided.ts';
import type { Kernels } from './kernels.ts';

/**
 * Elements that are copied to the kernels' memory and computed there in one go. So many of two operands stay in the
 * second-level cache: the copies cost a fraction of what reading the tensors does. With fewer, in the first-level cache,
 * the calls for each chunk take longer than that saves.
 */
const CHUNK = 16384;

/**
 * Where the operands of a chunk lie, in elements, each with room for the last four vectors: in the first mebibyte, which
 * is there. The results are written over the first operand: that is less to keep in the cache.
 */
const [A, B] = [0, CHUNK + 16];

/** y = f(x) by a kernel, and by the formula wherever elements lie outside the kernel's range. */
export function mapSimd(
  kernels: Kernels,
  name: MapKernel,
  x: Float32Array,
  y: Float32Array,
  f: (x: number) => number,
): void {
  const { singles, run } = kernels;
  for (let start = 0; start < x.length; start += CHUNK) {
    const part = partOf(x, start, Math.min(start + CHUNK, x.length));
    singles.set(part, A);
    // What fills the last vectors is in every kernel's range.
    singles.fill(1, A + part.length, A + part.length + 15);
    const isDone = run[name](4 * A, 4 * A, 4 * (A + part.length)) !== 0;
    if (isDone) y.set(singles.subarray(A, A + part.length), start);
    else for (let i = 0; i < part.length; i++) y[start + i] = f(part[i] as number);
  }
}

/** y = f(a, b) by a kernel, a stretch of a row at a time, or as many rows as fill one. */
export function zipSimd(
  { singles, run }: Kernels,
  name: ZipKernel,
  a: Float32Array,
  b: Float32Array,
  { rows, columns, startA, rowA, columnA, startB, rowB, columnB }: Grid,
  y: Float32Array,
): void {
  const rowsAtOnce = Math.max(1, Math.floor(CHUNK / columns));
  for (let row = 0; row < rows; row += rowsAtOnce) {
    const height = Math.min(rowsAtOnce, rows - row);
    for (let column = 0; column < columns; column += CHUNK) {
      const width = Math.min(CHUNK, columns - column);
      const length = height * width;
      copyRows(a, startA + row * rowA + column * columnA, rowA, columnA, height, width, singles, A);
      copyRows(b, startB + row * rowB + column * columnB, rowB, columnB, height, width, singles, B);
      run[name](4 * A, 4 * B, 4 * A, 4 * (A + length));
      y.set(singles.subarray(A, A + length), row * columns + column);
    }
  }
}

/** x[start … end], which may be all of x: a view of a small array takes as long to make as to copy. */
function partOf(x: Float32Array, start: number, end: number): Float32Array {
  return end - start === x.length ? x : x.subarray(start, end);
}

/** Rows of at least so many elements are copied as one block; for shorter ones the call would cost more. */
const BLOCK = 32;

/** Copies rows of an operand, read in its steps, to one place behind the other. */
function copyRows(
  from: Float32Array,
  start: number,
  rowStep: number,
  columnStep: number,
  rows: number,
  columns: number,
  to: Float32Array,
  at: number,
): void {
  if (columnStep === 1 && (rows === 1 || rowStep === columns)) {
    to.set(partOf(from, start, start + rows * columns), at);
    return;
  }
  for (let row = 0; row < rows; row++) {
    const first = start + row * rowStep;
    const place = at + row * columns;
    if (columnStep === 1 && columns >= BLOCK) to.set(from.subarray(first, first + columns), place);
    else if (columnStep === 0) to.fill(from[first] as number, place, place + columns);
    else for (let i = 0; i < columns; i++) to[place + i] = from[first + i * columnStep] as number;
  }
}
