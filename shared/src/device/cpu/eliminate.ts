/** What elimination found out about a matrix. */
export interface Elimination {
  readonly determinant: number;
  /** The first diagonal element that is zero, counted from 1; 0 where the matrix can be inverted. */
  readonly zeroPivot: number;
}

/**
 * Solves A X = B by Gauss–Jordan elimination with row exchanges. `a` (n, n) is used up; `b` (n, m) becomes X. With
 * m = 0 only the determinant comes of it.
 */
export function eliminate(a: Float64Array, b: Float64Array, n: number, m: number): Elimination {
  let determinant = 1;
  for (let column = 0; column < n; column++) {
    let pivotRow = column;
    for (let i = column + 1; i < n; i++) {
      if (Math.abs(a[i * n + column] as number) > Math.abs(a[pivotRow * n + column] as number)) pivotRow = i;
    }
    const pivot = a[pivotRow * n + column] as number;
    if (pivot === 0) return { determinant: 0, zeroPivot: column + 1 };
    if (pivotRow !== column) {
      exchangeRows(a, n, pivotRow, column);
      exchangeRows(b, m, pivotRow, column);
      determinant = -determinant;
    }
    determinant *= pivot;
    for (let i = 0; i < n; i++) {
      if (i === column) continue;
      const factor = (a[i * n + column] as number) / pivot;
      if (factor === 0) continue;
      subtractRow(a, n, i, column, factor);
      subtractRow(b, m, i, column, factor);
    }
  }
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < m; j++) b[i * m + j] = (b[i * m + j] as number) / (a[i * n + i] as number);
  }
  return { determinant, zeroPivot: 0 };
}

function exchangeRows(x: Float64Array, width: number, i: number, j: number): void {
  const row = x.slice(i * width, (i + 1) * width);
  x.copyWithin(i * width, j * width, (j + 1) * width);
  x.set(row, j * width);
}

/** Row i minus `factor` times row j. */
function subtractRow(x: Float64Array, width: number, i: number, j: number, factor: number): void {
  for (let k = 0; k < width; k++) {
    x[i * width + k] = (x[i * width + k] as number) - factor * (x[j * width + k] as number);
  }
}
