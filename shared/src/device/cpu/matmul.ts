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
 * C = A @ B in row-major order. The inner loop runs along whatever lies side by side in B, so that a transposed
 * matrix needs no copy: along its rows (c[i] = Σₖ a[i, k] · b[k]), or else down its columns. Either way the products
 * are added in the order of k and every step is rounded to the dtype: a gradient that is nearly 0 consists of these
 * roundings, and the digits of a loss show them.
 */
export function matmulFloats(a: Matrices, b: Matrices, c: NumberArray, shape: ProductShape): void {
  const { batches, n, m } = shape;
  const isSingle = c instanceof Float32Array;
  const along = isSingle ? singlesAlongRows : doublesAlongRows;
  const down = isSingle ? singlesDownColumns : doublesDownColumns;
  const multiply = b.columnStep === 1 && m > 1 ? along : down;
  for (let batch = 0; batch < batches; batch++) {
    multiply(a, a.offset + batch * a.batchStep, b, b.offset + batch * b.batchStep, c, batch * n * m, shape);
  }
}

function singlesAlongRows(
  { data: a, rowStep: rowStepA, columnStep: columnStepA }: Matrices,
  startA: number,
  { data: b, rowStep: rowStepB }: Matrices,
  startB: number,
  c: NumberArray,
  startC: number,
  { n, k, m }: ProductShape,
): void {
  const { fround } = Math;
  // The running sums of a row of C stand in C itself.
  c.fill(0, startC, startC + n * m);
  for (let i = 0; i < n; i++) {
    const out = startC + i * m;
    const rowA = startA + i * rowStepA;
    let p = 0;
    // Four rows of B at a time: the running sums are read and written a quarter as often.
    for (; p + 4 <= k; p += 4) {
      const a0 = a[rowA + p * columnStepA] as number;
      const a1 = a[rowA + (p + 1) * columnStepA] as number;
      const a2 = a[rowA + (p + 2) * columnStepA] as number;
      const a3 = a[rowA + (p + 3) * columnStepA] as number;
      const b0 = startB + p * rowStepB;
      const b1 = b0 + rowStepB;
      const b2 = b1 + rowStepB;
      const b3 = b2 + rowStepB;
      for (let j = 0; j < m; j++) {
        let total = fround((c[out + j] as number) + fround(a0 * (b[b0 + j] as number)));
        total = fround(total + fround(a1 * (b[b1 + j] as number)));
        total = fround(total + fround(a2 * (b[b2 + j] as number)));
        c[out + j] = fround(total + fround(a3 * (b[b3 + j] as number)));
      }
    }
    for (; p < k; p++) {
      const factor = a[rowA + p * columnStepA] as number;
      const start = startB + p * rowStepB;
      for (let j = 0; j < m; j++) {
        c[out + j] = fround((c[out + j] as number) + fround(factor * (b[start + j] as number)));
      }
    }
  }
}

function singlesDownColumns(
  { data: a, rowStep: rowStepA, columnStep: columnStepA }: Matrices,
  startA: number,
  { data: b, rowStep: rowStepB, columnStep: columnStepB }: Matrices,
  startB: number,
  c: NumberArray,
  startC: number,
  { n, k, m }: ProductShape,
): void {
  const { fround } = Math;
  let out = startC;
  for (let i = 0; i < n; i++) {
    const rowA = startA + i * rowStepA;
    let j = 0;
    // Four columns at a time: one sum need not wait for the other.
    for (; j + 4 <= m; j += 4) {
      let c0 = 0;
      let c1 = 0;
      let c2 = 0;
      let c3 = 0;
      let at = startB + j * columnStepB;
      for (let p = 0; p < k; p++, at += rowStepB) {
        const factor = a[rowA + p * columnStepA] as number;
        c0 = fround(c0 + fround(factor * (b[at] as number)));
        c1 = fround(c1 + fround(factor * (b[at + columnStepB] as number)));
        c2 = fround(c2 + fround(factor * (b[at + 2 * columnStepB] as number)));
        c3 = fround(c3 + fround(factor * (b[at + 3 * columnStepB] as number)));
      }
      c[out++] = c0;
      c[out++] = c1;
      c[out++] = c2;
      c[out++] = c3;
    }
    for (; j < m; j++) {
      let total = 0;
      let at = startB + j * columnStepB;
      for (let p = 0; p < k; p++, at += rowStepB) {
        total = fround(total + fround((a[rowA + p * columnStepA] as number) * (b[at] as number)));
      }
      c[out++] = total;
    }
  }
}

function doublesAlongRows(
  { data: a, rowStep: rowStepA, columnStep: columnStepA }: Matrices,
  startA: number,
  { data: b, rowStep: rowStepB }: Matrices,
  startB: number,
  c: NumberArray,
  startC: number,
  { n, k, m }: ProductShape,
): void {
  c.fill(0, startC, startC + n * m);
  for (let i = 0; i < n; i++) {
    const out = startC + i * m;
    const rowA = startA + i * rowStepA;
    let p = 0;
    // Four rows of B at a time: the running sums are read and written a quarter as often.
    for (; p + 4 <= k; p += 4) {
      const a0 = a[rowA + p * columnStepA] as number;
      const a1 = a[rowA + (p + 1) * columnStepA] as number;
      const a2 = a[rowA + (p + 2) * columnStepA] as number;
      const a3 = a[rowA + (p + 3) * columnStepA] as number;
      const b0 = startB + p * rowStepB;
      const b1 = b0 + rowStepB;
      const b2 = b1 + rowStepB;
      const b3 = b2 + rowStepB;
      for (let j = 0; j < m; j++) {
        c[out + j] =
          (c[out + j] as number) +
          a0 * (b[b0 + j] as number) +
          a1 * (b[b1 + j] as number) +
          a2 * (b[b2 + j] as number) +
          a3 * (b[b3 + j] as number);
      }
    }
    for (; p < k; p++) {
      const factor = a[rowA + p * columnStepA] as number;
      const start = startB + p * rowStepB;
      for (let j = 0; j < m; j++) c[out + j] = (c[out + j] as number) + factor * (b[start + j] as number);
    }
  }
}

function doublesDownColumns(
  { data: a, rowStep: rowStepA, columnStep: columnStepA }: Matrices,
  startA: number,
  { data: b, rowStep: rowStepB, columnStep: columnStepB }: Matrices,
  startB: number,
  c: NumberArray,
  startC: number,
  { n, k, m }: ProductShape,
): void {
  let out = startC;
  for (let i = 0; i < n; i++) {
    const rowA = startA + i * rowStepA;
    for (let j = 0; j < m; j++) {
      const columnB = startB + j * columnStepB;
      let total = 0;
      for (let p = 0; p < k; p++) {
        total += (a[rowA + p * columnStepA] as number) * (b[columnB + p * rowStepB] as number);
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
