/**
 * A = L Lᵀ for a symmetric matrix (n, n), of which only the lower triangle is read; L takes its place. Returns the
 * order of the first leading minor that is not positive, 0 where there is none.
 */
export function cholesky(a: Float64Array, n: number): number {
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
