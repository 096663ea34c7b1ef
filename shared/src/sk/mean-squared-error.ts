import { readCall, readFlag } from '../numpy/arguments.ts';
import type { NdArray } from '../numpy/index.ts';
import type { ArrayLike } from '../numpy/reading.ts';
import { combined, type Multioutput, readOutputs, weightedMean } from './outputs.ts';

export interface MeanSquaredErrorOptions {
  readonly sampleWeight?: ArrayLike;
  readonly multioutput?: Multioutput;
  /** false gives the root: in the units of y. */
  readonly squared?: boolean;
}

/**
 * The mean of (yTrue − yPred)²: sklearn's `mean_squared_error`. With `multioutput: 'raw_values'` one for each column.
 *
 * ```ts
 * sk.meanSquaredError([1, 2], [1, 4]); // → 2
 * ```
 *
 * @throws ValueError where the shapes differ.
 */
export function meanSquaredError(
  yTrue: ArrayLike,
  yPred: ArrayLike,
  options: MeanSquaredErrorOptions & { readonly multioutput: 'raw_values' },
): NdArray;
export function meanSquaredError(
  yTrue: ArrayLike,
  yPred: ArrayLike,
  options?: MeanSquaredErrorOptions,
): number;
export function meanSquaredError(
  yTrue: ArrayLike,
  yPred: ArrayLike,
  options: MeanSquaredErrorOptions = {},
): number | NdArray {
  const who = 'meanSquaredError';
  const given = readCall(who, [options], [], ['sampleWeight', 'multioutput', 'squared']);
  const squared = readFlag(who, 'squared', given.squared ?? true);
  const errors = readOutputs(who, yTrue, yPred, given.sampleWeight).map(({ truth, prediction, weights }) => {
    const mean = weightedMean(
      truth.map((value, i) => (value - (prediction[i] as number)) ** 2),
      weights,
    );
    return squared ? mean : Math.sqrt(mean);
  });
  return combined(who, errors, given.multioutput);
}
