import { ValueError } from '../core/errors.ts';
import { shapeText } from '../core/shape.ts';
import { toNumbers } from '../numpy/elements.ts';
import { type NdArray, np } from '../numpy/index.ts';
import { type ArrayLike, asarray } from '../numpy/reading.ts';
import { columnsOf, readSamples, sameLength } from './samples.ts';

/** True and predicted values of one output, with the weight of each sample. */
export interface Output {
  readonly truth: Float64Array;
  readonly prediction: Float64Array;
  readonly weights: Float64Array;
}

/** The outputs of a regression: one for vectors, one for each column of matrices. @throws ValueError where shapes differ. */
export function readOutputs(
  who: string,
  truth: ArrayLike,
  prediction: ArrayLike,
  sampleWeight: unknown,
): Output[] {
  const [trueColumns, predicted] = [truth, prediction].map((source) => {
    const a = asarray(who, source);
    return readSamples(who, a.ndim === 1 ? a.reshape(-1, 1) : a);
  }) as [NdArray, NdArray];
  sameLength(who, [trueColumns.length, predicted.length]);
  if (trueColumns.sizes[1] !== predicted.sizes[1]) {
    throw new ValueError({
      who,
      seen: `y_true and y_pred have different number of output: ${shapeText(trueColumns.sizes)} and ${shapeText(predicted.sizes)}`,
      expected: 'one shape',
    });
  }
  const weights = readWeights(who, sampleWeight, trueColumns.length);
  const predictions = columnsOf(predicted);
  return columnsOf(trueColumns).map((column, i) => ({
    truth: column,
    prediction: predictions[i] as Float64Array,
    weights,
  }));
}

/** The weight of each of `n` samples: 1 unless given. */
export function readWeights(who: string, sampleWeight: unknown, n: number): Float64Array {
  if (sampleWeight === undefined) return new Float64Array(n).fill(1);
  const weights = Float64Array.from(toNumbers(asarray(who, sampleWeight).elements()));
  sameLength(who, [n, weights.length]);
  return weights;
}

/** Σ wᵢ xᵢ / Σ wᵢ. */
export function weightedMean(values: Float64Array, weights: Float64Array): number {
  const weighted = np.multiply(values, weights);
  return weighted.sum() / np.sum(weights);
}

/** How the scores of several outputs become one: their mean, or none of it. */
export type Multioutput = 'uniform_average' | 'raw_values';

/** @throws ValueError for a word that is not known. */
export function combined(who: string, scores: readonly number[], multioutput: unknown): number | NdArray {
  if (multioutput === 'raw_values') return np.array(scores, { dtype: np.float64 });
  if (multioutput === undefined || multioutput === 'uniform_average') return np.mean(scores);
  throw new ValueError({
    who,
    seen: `multioutput is ${String(multioutput)}`,
    expected: "'uniform_average' or 'raw_values'",
  });
}
