import type { FloatArray } from '../../core/dtype.ts';
import { inner, orthogonalize } from '../../core/jacobi.ts';
import type { Kernel } from '../kernel.ts';
import { matrixOf } from './eliminate.ts';

/** The sizes of matrices (m, n). */
export interface MatrixSizes {
  readonly m: number;
  readonly n: number;
}

/** The thin singular value decompositions of matrices (…, m, n), computed in double precision. */
export const singularValues: Kernel<
  readonly [FloatArray],
  readonly [u: FloatArray, s: FloatArray, v: FloatArray],
  MatrixSizes
> = {
  name: 'svd',
  cpu: ([a], [u, s, v], { m, n }) => {
    const k = Math.min(m, n);
    for (let i = 0; i * k < s.length; i++) {
      const found = svd(matrixOf(a, i, m * n), m, n);
      u.set(found.u, i * m * k);
      s.set(found.s, i * k);
      v.set(found.v, i * n * k);
    }
  },
};

/** A = U diag(S) Vᵀ with k = min(m, n): U is (m, k), S (k) in descending order, V (n, k). */
export interface SingularValues {
  readonly u: Float64Array;
  readonly s: Float64Array;
  readonly v: Float64Array;
}

/**
 * The singular values of a matrix (m, n) by one-sided Jacobi rotations: pairs of columns are turned until all are
 * orthogonal. What is left of them are the left singular vectors times their singular values.
 */
export function svd(a: Float64Array, m: number, n: number): SingularValues {
  if (m < n) {
    const { u, s, v } = svd(transposed(a, m, n), n, m);
    return { u: v, s, v: u };
  }
  const columns = Array.from({ length: n }, (_, j) =>
    Float64Array.from({ length: m }, (_, i) => a[i * n + j] as number),
  );
  const turns = orthogonalize(columns);
  const lengths = columns.map((column) => Math.sqrt(inner(column, column)));
  const order = lengths.map((_, j) => j).sort((i, j) => (lengths[j] as number) - (lengths[i] as number));
  const left = orthonormal(
    order.map((j) => columns[j] as Float64Array),
    m,
  );
  return {
    u: joined(left, m),
    s: Float64Array.from(order, (j) => lengths[j] as number),
    v: joined(
      order.map((j) => turns[j] as Float64Array),
      n,
    ),
  };
}

/** The directions of the columns; a column without one gets any that is orthogonal to the others. */
function orthonormal(columns: readonly Float64Array[], m: number): Float64Array[] {
  const found: Float64Array[] = [];
  const largest = Math.sqrt(inner(columns[0] ?? new Float64Array(0), columns[0] ?? new Float64Array(0)));
  for (const column of columns) {
    const own = Math.sqrt(inner(column, column));
    if (own > largest * m * Number.EPSILON) found.push(column.map((value) => value / own));
    else found.push(another(found, m));
  }
  return found;
}

/** A unit vector orthogonal to those given: what is left of the axis that they cover least. */
function another(others: readonly Float64Array[], m: number): Float64Array {
  let best = new Float64Array(m);
  let bestLength = -1;
  for (let axis = 0; axis < m; axis++) {
    const candidate = Float64Array.from({ length: m }, (_, i) => Number(i === axis));
    // Twice, since the first time leaves rounding errors.
    for (const other of [...others, ...others]) {
      const part = inner(candidate, other);
      for (let i = 0; i < m; i++) candidate[i] = (candidate[i] as number) - part * (other[i] as number);
    }
    const length = Math.sqrt(inner(candidate, candidate));
    if (length > bestLength) [best, bestLength] = [candidate, length];
  }
  return best.map((value) => value / bestLength);
}

/** The columns as a matrix in row-major order. */
function joined(columns: readonly Float64Array[], m: number): Float64Array {
  const out = new Float64Array(m * columns.length);
  columns.forEach((column, j) => {
    for (let i = 0; i < m; i++) out[i * columns.length + j] = column[i] as number;
  });
  return out;
}

function transposed(a: Float64Array, m: number, n: number): Float64Array {
  return Float64Array.from({ length: m * n }, (_, at) => a[(at % m) * n + Math.floor(at / m)] as number);
}
