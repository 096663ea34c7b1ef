import { inner, orthogonalize } from '../core/jacobi.ts';

/**
 * The w that minimizes |X·w − y|, the shortest one where several do. `columns` are those of X.
 *
 * With the columns turned until they are orthogonal, A = X·V:
 * w = Σ vᵢ · (aᵢ·y) / |aᵢ|². A column that has shrunk to nothing says nothing about w and is left out.
 */
export function leastSquares(columns: readonly Float64Array[], y: Float64Array): Float64Array {
  const d = columns.length;
  const A = columns.map((column) => column.slice());
  const V = orthogonalize(A);
  const sizes = A.map((a) => inner(a, a));
  const least = Math.max(...sizes, 0) * Number.EPSILON ** 2;
  const w = new Float64Array(d);
  A.forEach((a, i) => {
    const size = sizes[i] as number;
    if (size <= least) return;
    const share = inner(a, y) / size;
    for (let j = 0; j < d; j++) w[j] = (w[j] as number) + share * ((V[i] as Float64Array)[j] as number);
  });
  return w;
}
