import type { FloatArray } from '../../core/dtype.ts';
import type { Kernel } from '../kernel.ts';
import { matrixOf } from './eliminate.ts';

/**
 * L with A = L Lᵀ for symmetric matrices (…, n, n), computed in double precision; and for every one the order of the
 * first leading minor that is not positive, or 0 where there is none.
 */
export const choleskyFactors: Kernel<
  readonly [FloatArray],
  readonly [l: FloatArray, minors: Int32Array],
  { readonly n: number }
> = {
  name: 'cholesky',
  cpu: ([a], [l, minors], { n }) => {
    for (let i = 0; i < minors.length; i++) {
      const matrix = matrixOf(a, i, n * n);
      minors[i] = cholesky(matrix, n);
      l.set(matrix, i * n * n);
    }
  },
};

/**
 * A = L Lᵀ for a symmetric matrix (n, n), of which only the lower triangle is read; L takes its place. Returns the
 * order of the first leading minor that is not positive, 0 where there is none.
 */
function cholesky(a: Float64Array, n: number): number {
  for (let j = 0; j < n; j++) {
    let square = a[j * n + j] as number;
    for (let k = 0; k < j; k++) square -= (a[j * n + k] as number) ** 2;
    if (!(square > 0)) return j + 1;
    const root = Math.sqrt(square);
    a[j * n + j] = root;
    for (let i = j + 1; i < n; i++) {
      let rest = a[i * n + j] as number;
      for (let k = 0; k < j; k++) rest -= (a[i * n + k] as number) * (a[j * n + k] as number);
      a[i * n + j] = rest / root;
      a[j * n + i] = 0;
    }
  }
  return 0;
}
