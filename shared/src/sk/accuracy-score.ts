import { readCall, readFlag } from '../numpy/arguments.ts';
import { np } from '../numpy/index.ts';
import type { ArrayLike } from '../numpy/reading.ts';
import { readLabels } from './class-labels.ts';
import { readWeights, weightedMean } from './outputs.ts';

export interface AccuracyScoreOptions {
  /** false gives the number of correct predictions instead of their share. */
  readonly normalize?: boolean;
  readonly sampleWeight?: ArrayLike;
}

/**
 * The share of the predictions that are right: sklearn's `accuracy_score`.
 *
 * ```ts
 * sk.accuracyScore([0, 1, 1, 2], [0, 1, 2, 2]); // → 0.75
 * ```
 *
 * @throws ValueError for lengths that differ, or for probabilities in place of labels.
 */
export function accuracyScore(
  yTrue: ArrayLike,
  yPred: ArrayLike,
  options: AccuracyScoreOptions = {},
): number {
  const who = 'accuracyScore';
  const given = readCall(who, [options], [], ['normalize', 'sampleWeight']);
  const [truth, prediction] = readLabels(who, yTrue, yPred);
  const weights = readWeights(who, given.sampleWeight, truth.length);
  const right = truth.map((label, i) => (label === prediction[i] ? 1 : 0));
  const share = readFlag(who, 'normalize', given.normalize ?? true);
  return share ? weightedMean(right, weights) : np.multiply(right, weights).sum();
}
