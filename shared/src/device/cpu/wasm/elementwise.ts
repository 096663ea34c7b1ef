import type { MapKernel, ZipKernel } from '../../formulas.ts';
import type { Kernels } from './kernels.ts';

/**
 * Elements that are copied to the kernels' memory and computed there in one go. So many of three operands stay in the
 * second-level cache: the copies cost a fraction of what reading the tensors does.
 */
const CHUNK = 16384;

/** Where the operands of a chunk lie, in elements, each with room for a last vector: in the first mebibyte, which is there. */
const [A, B, Y] = [0, CHUNK + 16, 2 * (CHUNK + 16)];

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
    const part = x.subarray(start, start + CHUNK);
    singles.set(part, A);
    // What fills the last vector is in every kernel's range.
    singles.fill(1, A + part.length, A + part.length + 3);
    const isDone = run[name](4 * A, 4 * Y, 4 * (Y + part.length)) !== 0;
    if (isDone) y.set(singles.subarray(Y, Y + part.length), start);
    else for (let i = 0; i < part.length; i++) y[start + i] = f(part[i] as number);
  }
}

/** y = f(a, b) by a kernel; an operand with one element is repeated. */
export function zipSimd(
  kernels: Kernels,
  name: ZipKernel,
  a: Float32Array,
  b: Float32Array,
  y: Float32Array,
): void {
  const { singles, run } = kernels;
  const length = Math.min(CHUNK, y.length);
  if (a.length === 1) singles.fill(a[0] as number, A, A + length);
  if (b.length === 1) singles.fill(b[0] as number, B, B + length);
  for (let start = 0; start < y.length; start += CHUNK) {
    const end = Math.min(start + CHUNK, y.length);
    if (a.length > 1) singles.set(a.subarray(start, end), A);
    if (b.length > 1) singles.set(b.subarray(start, end), B);
    run[name](4 * A, 4 * B, 4 * Y, 4 * (Y + end - start));
    y.set(singles.subarray(Y, Y + end - start), start);
  }
}
