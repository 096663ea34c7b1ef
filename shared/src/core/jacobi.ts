/** How many times all pairs of columns are turned at most; about ten are enough. */
const MOST_SWEEPS = 60;

/** Σ xᵢ yᵢ */
export function inner(x: Float64Array, y: Float64Array): number {
  let total = 0;
  for (let i = 0; i < x.length; i++) total += (x[i] as number) * (y[i] as number);
  return total;
}

/**
 * Jacobi's one-sided method: turns pairs of the `columns` of A against each other, in place, until all are orthogonal.
 * Returns the columns of the turns V, by which A before is A after times Vᵀ.
 */
export function orthogonalize(columns: readonly Float64Array[]): Float64Array[] {
  const turns = columns.map((_, j) =>
    Float64Array.from({ length: columns.length }, (__, i) => Number(i === j)),
  );
  for (let sweep = 0; sweep < MOST_SWEEPS && turnAll(columns, turns); sweep++);
  return turns;
}

/** Turns every pair of columns once; whether any still had to be turned. */
function turnAll(columns: readonly Float64Array[], turns: readonly Float64Array[]): boolean {
  let turned = false;
  for (let i = 0; i < columns.length; i++) {
    for (let j = i + 1; j < columns.length; j++) {
      const [x, y] = [columns[i] as Float64Array, columns[j] as Float64Array];
      const [xx, yy, xy] = [inner(x, x), inner(y, y), inner(x, y)];
      if (!(Math.abs(xy) > Number.EPSILON * Math.sqrt(xx * yy))) continue;
      turned = true;
      const zeta = (yy - xx) / (2 * xy);
      const tangent = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
      const cosine = 1 / Math.sqrt(1 + tangent * tangent);
      turn(x, y, cosine, cosine * tangent);
      turn(turns[i] as Float64Array, turns[j] as Float64Array, cosine, cosine * tangent);
    }
  }
  return turned;
}

function turn(x: Float64Array, y: Float64Array, cosine: number, sine: number): void {
  for (let i = 0; i < x.length; i++) {
    const [a, b] = [x[i] as number, y[i] as number];
    x[i] = cosine * a - sine * b;
    y[i] = sine * a + cosine * b;
  }
}
