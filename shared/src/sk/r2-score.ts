import { readCall } from '../numpy/arguments.ts';
import type { NdArray } from '../numpy/index.ts';
import type { ArrayLike } from '../numpy/reading.ts';
import { combined, type Multioutput, type Output, readOutputs, weightedMean } from './outputs.ts';

export interface R2ScoreOptions {
  readonly sampleWeight?: ArrayLike;
  readonly multioutput?: Multioutput;
}

/**
 * The share of the variance of yTrue that the prediction explains: 1 − Σ(yTrue − yPred)² / Σ(yTrue − mean)².
 * sklearn's `r2_score`: 1 is perfect, 0 no better than the mean. NaN of fewer than two samples.
 *
 * ```ts
 * sk.r2Score([1, 2, 3], [1, 2, 4]); // → 0.5
 * ```
 *
 * @throws ValueError where the shapes differ.
 */
export function r2Score(
  yTrue: ArrayLike,
  yPred: ArrayLike,
  options: R2ScoreOptions & { readonly multioutput: 'raw_values' },
): NdArray;
export function r2Score(yTrue: ArrayLike, yPred: ArrayLike, options?: R2ScoreOptions): number;
export function r2Score(yTrue: ArrayLike, yPred: ArrayLike, options: R2ScoreOptions = {}): number | NdArray {
  const who = 'r2Score';
  const given = readCall(who, [options], [], ['sampleWeight', 'multioutput']);
  const outputs = readOutputs(who, yTrue, yPred, given.sampleWeight);
  return combined(who, outputs.map(explained), given.multioutput);
}

function explained({ truth, prediction, weights }: Output): number {
  if (truth.length < 2) return Number.NaN;
  const mean = weightedMean(truth, weights);
  const around = weightedMean(
    truth.map((value) => (value - mean) ** 2),
    weights,
  );
  const left = weightedMean(
    truth.map((value, i) => (value - (prediction[i] as number)) ** 2),
    weights,
  );
  // Of a constant there is nothing to explain: met exactly it counts as 1, else as 0.
  if (around === 0) return left === 0 ? 1 : 0;
  return 1 - left / around;
}
