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
  const multiply =
    c instanceof Float32Array
      ? multiplySingles
      : b.columnStep === 1 && m > 1
        ? doublesAlongRows
        : doublesDownColumns;
  for (let batch = 0; batch < batches; batch++) {
    multiply(a, a.offset + batch * a.batchStep, b, b.offset + batch * b.batchStep, c, batch * n * m, shape);
  }
}

/**
 * Four rows of C at a time, or four columns: one sum need not wait for the other, and each element of the other operand is
 * read once for four. Of the last four some may be one and the same.
 */
function multiplySingles(
  a: Matrices,
  startA: number,
  b: Matrices,
  startB: number,
  c: NumberArray,
  startC: number,
  { n, k, m }: ProductShape,
): void {
  const inRows: Singles = { data: a.data, start: startA, step: a.rowStep, stepOfK: a.columnStep, count: n };
  const inColumns: Singles = {
    data: b.data,
    start: startB,
    step: b.columnStep,
    stepOfK: b.rowStep,
    count: m,
  };
  if (Math.ceil(n / 4) * m <= Math.ceil(m / 4) * n) multiplyFours(inRows, inColumns, k, c, startC, m, 1);
  else multiplyFours(inColumns, inRows, k, c, startC, 1, m);
}

/** The rows of A, or the columns of B. */
interface Singles {
  readonly data: NumberArray;
  readonly start: number;
  /** From one to the next. */
  readonly step: number;
  /** From element to element. */
  readonly stepOfK: number;
  readonly count: number;
}

/** The element of C for `x[i]` and `y[j]` stands at `startC` + i · stepI + j · stepJ. */
function multiplyFours(
  { data: x, start: startX, step: stepX, stepOfK: nextX, count: n }: Singles,
  { data: y, start: startY, step: stepY, stepOfK: nextY, count: m }: Singles,
  k: number,
  c: NumberArray,
  startC: number,
  stepI: number,
  stepJ: number,
): void {
  const { fround } = Math;
  for (let i = 0; i < n; i += 4) {
    const second = i + 1 < n ? 1 : 0;
    const third = i + 2 < n ? 2 : second;
    const fourth = i + 3 < n ? 3 : third;
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
      for (let count = k; count > 0; count--, p += nextX, q += nextY) {
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
