/** Sweeps after which columns that are not yet orthogonal never will be; a handful is the rule. */
const MAX_SWEEPS = 60;

/**
 * The w that minimizes |X·w − y|, the shortest one where several do. `columns` are those of X.
 *
 * Jacobi's one-sided method: turns pairs of columns against each other until all are orthogonal, A = X·V, so that
 * w = Σ vᵢ · (aᵢ·y) / |aᵢ|². A column that has shrunk to nothing says nothing about w and is left out.
 */
export function leastSquares(columns: readonly Float64Array[], y: Float64Array): Float64Array {
  const d = columns.length;
  const A = columns.map((column) => column.slice());
  const V = A.map((_, i) => Float64Array.from({ length: d }, (__, j) => (i === j ? 1 : 0)));
  for (let sweep = 0; sweep < MAX_SWEEPS && turnAll(A, V); sweep++);
  const sizes = A.map((a) => dot(a, a));
  const least = Math.max(...sizes, 0) * Number.EPSILON ** 2;
  const w = new Float64Array(d);
  A.forEach((a, i) => {
    const size = sizes[i] as number;
    if (size <= least) return;
    const share = dot(a, y) / size;
    for (let j = 0; j < d; j++) w[j] = (w[j] as number) + share * ((V[i] as Float64Array)[j] as number);
  });
  return w;
}

/** Turns every pair of columns once; says whether one of them was not orthogonal yet. */
function turnAll(A: readonly Float64Array[], V: readonly Float64Array[]): boolean {
  let turned = false;
  for (let i = 0; i < A.length; i++) {
    for (let j = i + 1; j < A.length; j++) {
      const [a, b] = [A[i] as Float64Array, A[j] as Float64Array];
      const [aa, bb, ab] = [dot(a, a), dot(b, b), dot(a, b)];
      if (Math.abs(ab) <= Number.EPSILON * Math.sqrt(aa * bb)) continue;
      turned = true;
      const zeta = (bb - aa) / (2 * ab);
      const tangent = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.hypot(1, zeta));
      const cosine = 1 / Math.hypot(1, tangent);
      turn(a, b, cosine, cosine * tangent);
      turn(V[i] as Float64Array, V[j] as Float64Array, cosine, cosine * tangent);
    }
  }
  return turned;
}

function turn(a: Float64Array, b: Float64Array, cosine: number, sine: number): void {
  for (let k = 0; k < a.length; k++) {
    const x = a[k] as number;
    const y = b[k] as number;
    a[k] = cosine * x - sine * y;
    b[k] = sine * x + cosine * y;
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += (a[k] as number) * (b[k] as number);
  return sum;
}
