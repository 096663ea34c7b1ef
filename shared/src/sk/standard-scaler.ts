import { readCall, readFlag } from '../numpy/arguments.ts';
import type { NdArray } from '../numpy/index.ts';
import type { ArrayLike } from '../numpy/reading.ts';
import { pairwiseSum } from '../numpy/reduction.ts';
import { fitted } from './not-fitted-error.ts';
import { columnsOf, readSamples, vector } from './samples.ts';

export interface StandardScalerOptions {
  /** Moves the mean to 0; true unless given. */
  readonly withMean?: boolean;
  /** Divides by the standard deviation; true unless given. */
  readonly withStd?: boolean;
}

interface Moments {
  readonly mean: NdArray;
  readonly variance: NdArray;
  readonly scale: NdArray;
  readonly samples: number;
}

/**
 * Brings every feature to mean 0 and standard deviation 1: z = (x − mean) / std, with the population's std.
 * sklearn's `StandardScaler`. A constant feature is only centred; NaN counts as missing.
 *
 * ```ts
 * const scaler = new sk.StandardScaler();
 * scaler.fitTransform([[0, 7], [2, 7], [4, 7]]); // → [[-1.22474487  0.        ]\n [ 0.          0.        ]\n [ 1.22474487  0.        ]]
 * scaler.mean_; // → [2. 7.]
 * scaler.inverseTransform([[0, 0]]); // → [[2. 7.]]
 * ```
 */
export class StandardScaler {
  readonly withMean: boolean;
  readonly withStd: boolean;
  #found: Moments | undefined;

  constructor(options: StandardScalerOptions = {}) {
    const given = readCall('StandardScaler', [options], [], ['withMean', 'withStd']);
    this.withMean = readFlag('StandardScaler', 'withMean', given.withMean ?? true);
    this.withStd = readFlag('StandardScaler', 'withStd', given.withStd ?? true);
  }

  /** Learns mean and variance of each feature of X (n, d). */
  fit(X: ArrayLike): this {
    const samples = readSamples('StandardScaler.fit', X, { allowNan: true });
    const moments = columnsOf(samples).map(momentsOf);
    this.#found = {
      mean: vector(moments.map(({ mean }) => mean)),
      variance: vector(moments.map(({ variance }) => variance)),
      scale: vector(moments.map(({ scale }) => scale)),
      samples: samples.length,
    };
    return this;
  }

  /** (X − mean_) / scale_. @throws NotFittedError before `fit`; ValueError for another number of features. */
  transform(X: ArrayLike): NdArray {
    const { mean, scale } = fitted('StandardScaler.transform', this.#found);
    const samples = readSamples('StandardScaler.transform', X, { features: mean.size, allowNan: true });
    const centred = this.withMean ? samples.sub(mean) : samples;
    return (this.withStd ? centred.div(scale) : centred.copy()).astype(samples.dtype);
  }

  fitTransform(X: ArrayLike): NdArray {
    return this.fit(X).transform(X);
  }

  /** X · scale_ + mean_: back to the units of the data. */
  inverseTransform(X: ArrayLike): NdArray {
    const { mean, scale } = fitted('StandardScaler.inverseTransform', this.#found);
    const samples = readSamples('StandardScaler.inverseTransform', X, {
      features: mean.size,
      allowNan: true,
    });
    const spread = this.withStd ? samples.mul(scale) : samples;
    return (this.withMean ? spread.add(mean) : spread.copy()).astype(samples.dtype);
  }

  /** The mean of each feature: (d,). */
  get mean_(): NdArray {
    return fitted('StandardScaler.mean_', this.#found).mean;
  }

  /** The variance of each feature; null without `withStd`. */
  get var_(): NdArray | null {
    const { variance } = fitted('StandardScaler.var_', this.#found);
    return this.withStd ? variance : null;
  }

  /** What each feature is divided by: the root of its variance, 1 for a constant one; null without `withStd`. */
  get scale_(): NdArray | null {
    const { scale } = fitted('StandardScaler.scale_', this.#found);
    return this.withStd ? scale : null;
  }

  get nFeaturesIn_(): number {
    return fitted('StandardScaler.nFeaturesIn_', this.#found).mean.size;
  }

  get nSamplesSeen_(): number {
    return fitted('StandardScaler.nSamplesSeen_', this.#found).samples;
  }
}

/** Mean and population variance of the values that are there. */
function momentsOf(column: Float64Array): { mean: number; variance: number; scale: number } {
  const values = column.filter((value) => !Number.isNaN(value));
  const n = values.length;
  const mean = pairwiseSum(values, 0, n) / n;
  const distances = values.map((value) => value - mean);
  // The distances would add up to 0 if the mean were exact; what they do add up to corrects its rounding.
  const correction = pairwiseSum(distances, 0, n) ** 2 / n;
  const squares = distances.map((distance) => distance * distance);
  const variance = (pairwiseSum(squares, 0, n) - correction) / n;
  // Below this a variance is nothing but rounding errors of the mean.
  const noise = n * Number.EPSILON * variance + (n * mean * Number.EPSILON) ** 2;
  return { mean, variance, scale: variance <= noise ? 1 : Math.sqrt(variance) };
}
