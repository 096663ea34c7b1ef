import type { NumberArray } from '../../core/dtype.ts';

/** `batches` products (n, k) @ (k, m), each stored one behind the other. */
export interface MatmulShape {
  readonly batches: number;
  readonly n: number;
  readonly k: number;
  readonly m: number;
}

/**
 * C = A @ B, row by row: c[i] = Σₖ a[i, k] · b[k]. The inner loop runs along rows of B and C, as they lie in
 * memory, and adds up in double precision.
 */
export function matmulFloats(
  a: NumberArray,
  b: NumberArray,
  c: NumberArray,
  { batches, n, k, m }: MatmulShape,
): void {
  const row = new Float64Array(m);
  for (let batch = 0; batch < batches; batch++) {
    for (let i = 0; i < n; i++) {
      row.fill(0);
      for (let p = 0; p < k; p++) {
        const factor = a[(batch * n + i) * k + p] as number;
        const start = (batch * k + p) * m;
        for (let j = 0; j < m; j++) row[j] = (row[j] as number) + factor * (b[start + j] as number);
      }
      c.set(row, (batch * n + i) * m);
    }
  }
}

/** The same in exact integers. */
export function matmulLongs(
  a: BigInt64Array,
  b: BigInt64Array,
  c: BigInt64Array,
  { batches, n, k, m }: MatmulShape,
): void {
  for (let row = 0; row < batches * n; row++) {
    const batch = Math.floor(row / n);
    for (let j = 0; j < m; j++) {
      let total = 0n;
      for (let p = 0; p < k; p++)
        total += (a[row * k + p] as bigint) * (b[(batch * k + p) * m + j] as bigint);
      c[row * m + j] = total;
    }
  }
}
