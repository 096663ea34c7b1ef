import type { FloatArray } from '../dtype.ts';

/*
 * Sums in float32 as PyTorch's kernels form them on a CPU with AVX2, for results that are to agree with it to
 * the last bit: eight running sums, one for each place in a vector register, that are added up in pairs at the
 * end. Fewer than eight numbers are added one by one.
 */

const LANES = 8;
const lanes = new Float32Array(LANES);

/** x[start] + … + x[end − 1]. */
export function rowSum(x: FloatArray, start: number, end: number): number {
  if (end - start < LANES) return sequentialSum(x, start, end);
  for (let k = 0; k < LANES; k++) lanes[k] = x[start + k] as number;
  for (let i = start + LANES; i < end; i++) {
    const k = (i - start) % LANES;
    lanes[k] = (lanes[k] as number) + (x[i] as number);
  }
  return pairwise();
}

/** Σ x[start + i] y[start + i]; beyond the first vector the products are added without being rounded first. */
export function rowDot(x: FloatArray, y: FloatArray, start: number, end: number): number {
  if (end - start < LANES) {
    let total = 0;
    for (let i = start; i < end; i++)
      total = Math.fround(total + Math.fround((x[i] as number) * (y[i] as number)));
    return total;
  }
  for (let k = 0; k < LANES; k++) lanes[k] = (x[start + k] as number) * (y[start + k] as number);
  for (let i = start + LANES; i < end; i++) {
    const k = (i - start) % LANES;
    lanes[k] = (lanes[k] as number) + (x[i] as number) * (y[i] as number);
  }
  return pairwise();
}

/** The sum in order, rounded to float32 at every step: that of a column, whose neighbours fill the vector. */
export function sequentialSum(x: FloatArray, start: number, end: number): number {
  let total = 0;
  for (let i = start; i < end; i++) total = Math.fround(total + (x[i] as number));
  return total;
}

/** Σ x[i] y[i] in order, each product added without being rounded first. */
export function sequentialDot(x: FloatArray, y: FloatArray, start: number, end: number): number {
  let total = 0;
  for (let i = start; i < end; i++) total = Math.fround(total + (x[i] as number) * (y[i] as number));
  return total;
}

/** Adds the lanes up: those four apart, then two, then one. */
function pairwise(): number {
  for (let step = LANES / 2; step >= 1; step /= 2) {
    for (let k = 0; k < step; k++) lanes[k] = (lanes[k] as number) + (lanes[k + step] as number);
  }
  return lanes[0] as number;
}
