import type { NumberArray } from '../../core/dtype.ts';
import type { ProductShape } from '../device.ts';

/** Matrices in an array: element (i, j) of the one at `offset` stands at offset + i·rowStep + j·columnStep. */
export interface Matrices {
  readonly data: NumberArray;
  readonly offset: number;
  readonly rowStep: number;
  readonly columnStep: number;
  /** From one matrix of a batch to the next. */
  readonly batchStep: number;
}

/**
 * C = A @ B in row-major order, whatever the strides of A and B, so that a transposed matrix needs no copy. The products
 * are added in the order of k and every step is rounded to the dtype: a gradient that is nearly 0 consists of these
 * roundings, and the digits of a loss show them.
 */
export function matmulFloats(a: Matrices, b: Matrices, c: NumberArray, shape: ProductShape): void {
  const { batches, n, m } = shape;
  const multiply = c instanceof Float32Array ? multiplySingles : multiplyDoubles;
  for (let batch = 0; batch < batches; batch++) {
    multiply(a, a.offset + batch * a.batchStep, b, b.offset + batch * b.batchStep, c, batch * n * m, shape);
  }
}

function multiplySingles(
  a: Matrices,
  startA: number,
  b: Matrices,
  startB: number,
  c: NumberArray,
  startC: number,
  { n, k, m }: ProductShape,
): void {
  const columns: Matrices = { ...b, rowStep: b.columnStep, columnStep: b.rowStep };
  if (Math.ceil(n / 4) * m <= Math.ceil(m / 4) * n) {
    multiplyFours(a, startA, n, columns, startB, m, k, c, startC, m, 1);
  } else multiplyFours(columns, startB, m, a, startA, n, k, c, startC, 1, m);
}

/**
 * The products of the `n` rows of one matrix with the `m` rows of another, written to startC + i · stepI + j · stepJ. Four
 * rows at a time: one sum need not wait for the other, and each element of the other matrix is read once for four. Of the
 * last four some may be one and the same.
 */
function multiplyFours(
  { data: x, rowStep: stepX, columnStep: nextX }: Matrices,
  startX: number,
  n: number,
  { data: y, rowStep: stepY, columnStep: nextY }: Matrices,
  startY: number,
  m: number,
  k: number,
  c: NumberArray,
  startC: number,
  stepI: number,
  stepJ: number,
): void {
  const { fround } = Math;
  for (let i = 0; i < n; i += 4) {
    const last = n - 1 - i;
    const second = Math.min(1, last);
    const third = Math.min(2, last);
    const fourth = Math.min(3, last);
    const x1 = second * stepX;
    const x2 = third * stepX;
    const x3 = fourth * stepX;
    for (let j = 0; j < m; j++) {
      let c0 = 0;
      let c1 = 0;
      let c2 = 0;
      let c3 = 0;
      let p = startX + i * stepX;
      let q = startY + j * stepY;
      for (let left = k; left > 0; left--, p += nextX, q += nextY) {
        const factor = y[q] as number;
        c0 = fround(c0 + fround(factor * (x[p] as number)));
        c1 = fround(c1 + fround(factor * (x[p + x1] as number)));
        c2 = fround(c2 + fround(factor * (x[p + x2] as number)));
        c3 = fround(c3 + fround(factor * (x[p + x3] as number)));
      }
      const out = startC + i * stepI + j * stepJ;
      c[out] = c0;
      c[out + second * stepI] = c1;
      c[out + third * stepI] = c2;
      c[out + fourth * stepI] = c3;
    }
  }
}

function multiplyDoubles(
  { data: a, rowStep: stepA, columnStep: nextA }: Matrices,
  startA: number,
  { data: b, rowStep: nextB, columnStep: stepB }: Matrices,
  startB: number,
  c: NumberArray,
  startC: number,
  { n, k, m }: ProductShape,
): void {
  let out = startC;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < m; j++) {
      let total = 0;
      let p = startA + i * stepA;
      let q = startB + j * stepB;
      for (let left = k; left > 0; left--, p += nextA, q += nextB) {
        total += (a[p] as number) * (b[q] as number);
      }
      c[out++] = total;
    }
  }
}

/** The same in exact integers, of matrices in row-major order. */
export function matmulLongs(
  a: BigInt64Array,
  b: BigInt64Array,
  c: BigInt64Array,
  { batches, n, k, m }: ProductShape,
): void {
  for (let rowOfC = 0; rowOfC < batches * n; rowOfC++) {
    const batch = Math.floor(rowOfC / n);
    for (let j = 0; j < m; j++) {
      let total = 0n;
      for (let p = 0; p < k; p++)
        total += (a[rowOfC * k + p] as bigint) * (b[(batch * k + p) * m + j] as bigint);
      c[rowOfC * m + j] = total;
    }
  }
}
