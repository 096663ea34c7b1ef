import type { RandomState } from '../numpy/index.ts';
import { NdArray, np } from '../numpy/index.ts';

/** Arrays of equal length with their rows in one random order: sklearn's `shuffle`. */
export function shuffledRows(rng: RandomState, ...arrays: readonly NdArray[]): NdArray[] {
  const order = np.arange(arrays[0]?.length ?? 0);
  rng.shuffle(order);
  return arrays.map((a) => a.at(order));
}

/** A matrix with rows in row-major order: (n, d). */
export function matrix(data: Float64Array, columns: number): NdArray {
  return new NdArray(data, np.float64, [columns === 0 ? 0 : data.length / columns, columns]);
}

/** The labels 0, 1, … with `counts[k]` of label k. */
export function labels(counts: readonly number[]): NdArray {
  const all = counts.flatMap((count, label) => new Array<number>(count).fill(label));
  return np.array(all, { dtype: np.int64 });
}
