import type { FloatArray } from '../../core/dtype.ts';
import type { Kernel } from '../kernel.ts';

/** The determinants of matrices (…, n, n); computed in double precision. */
export const determinants: Kernel<readonly [FloatArray], readonly [FloatArray], { readonly n: number }> = {
  name: 'determinants',
  cpu: ([a], [y], { n }) => {
    const nothing = new Float64Array(0);
    for (let i = 0; i < y.length; i++) y[i] = eliminate(matrixOf(a, i, n * n), nothing, n, 0).determinant;
  },
};

/**
 * X = A⁻¹ B for matrices A (…, n, n) and B (…, n, m), computed in double precision; and for every A the first diagonal
 * element that is zero in its elimination, counted from 1, or 0 where it can be inverted.
 */
export const solveMatrices: Kernel<
  readonly [a: FloatArray, b: FloatArray],
  readonly [x: FloatArray, zeroPivots: Int32Array],
  { readonly n: number; readonly m: number }
> = {
  name: 'solve',
  cpu: ([a, b], [x, zeroPivots], { n, m }) => {
    for (let i = 0; i < zeroPivots.length; i++) {
      const solution = matrixOf(b, i, n * m);
      zeroPivots[i] = eliminate(matrixOf(a, i, n * n), solution, n, m).zeroPivot;
      x.set(solution, i * n * m);
    }
  },
};

/** A copy of matrix i of several, each of `length` elements, in double precision. */
export function matrixOf(a: FloatArray, i: number, length: number): Float64Array {
  return Float64Array.from(a.subarray(i * length, (i + 1) * length));
}

/** What elimination found out about a matrix. */
interface Elimination {
  readonly determinant: number;
  /** The first diagonal element that is zero, counted from 1; 0 where the matrix can be inverted. */
  readonly zeroPivot: number;
}

/**
 * Solves A X = B by Gauss–Jordan elimination with row exchanges. `a` (n, n) is used up; `b` (n, m) becomes X. With
 * m = 0 only the determinant comes of it.
 */
function eliminate(a: Float64Array, b: Float64Array, n: number, m: number): Elimination {
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
