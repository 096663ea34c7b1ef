import { readCall, readFlag } from '../numpy/arguments.ts';
import { toNumbers } from '../numpy/elements.ts';
import type { NdArray } from '../numpy/index.ts';
import type { ArrayLike } from '../numpy/reading.ts';
import { pairwiseSum } from '../numpy/reduction.ts';
import { leastSquares } from './least-squares.ts';
import { fitted } from './not-fitted-error.ts';
import { r2Score } from './r2-score.ts';
import { columnsOf, readSamples, readTargets, vector } from './samples.ts';

export interface LinearRegressionOptions {
  /** Whether there is an intercept; true unless given. */
  readonly fitIntercept?: boolean;
}

/**
 * The straight line (plane) with the least mean squared error: y = X·coef_ + intercept_. sklearn's
 * `LinearRegression`. Where several fit equally well, the one with the shortest coef_.
 *
 * ```ts
 * const [X, y] = sk.makeRegression({ nSamples: 500, nFeatures: 1, noise: 10, randomState: 0 });
 * const model = new sk.LinearRegression().fit(X, y);
 * np.round(model.coef_, 2); // → [45.5]
 * np.round(model.intercept_, 2); // → -0.77
 * ```
 */
export class LinearRegression {
  readonly fitIntercept: boolean;
  #found: { readonly coef: NdArray; readonly intercept: number } | undefined;

  constructor(options: LinearRegressionOptions = {}) {
    const given = readCall('LinearRegression', [options], [], ['fitIntercept']);
    this.fitIntercept = readFlag('LinearRegression', 'fitIntercept', given.fitIntercept ?? true);
  }

  /** Fits X (n, d) to y (n,). @throws ValueError for shapes that do not fit, or values that are not finite. */
  fit(X: ArrayLike, y: ArrayLike): this {
    const who = 'LinearRegression.fit';
    const samples = readSamples(who, X);
    const targets = Float64Array.from(toNumbers(readTargets(who, 'y', y, samples.length).elements()));
    const columns = columnsOf(samples);
    const middle = (values: Float64Array): number =>
      this.fitIntercept ? pairwiseSum(values, 0, values.length) / values.length : 0;
    const centred = (values: Float64Array): Float64Array => {
      const center = middle(values);
      return values.map((value) => value - center);
    };
    const w = leastSquares(columns.map(centred), centred(targets));
    const reached = columns.reduce((sum, column, i) => sum + middle(column) * (w[i] as number), 0);
    this.#found = { coef: vector(w), intercept: middle(targets) - reached };
    return this;
  }

  /** X·coef_ + intercept_: (n,). @throws NotFittedError before `fit`; ValueError for another number of features. */
  predict(X: ArrayLike): NdArray {
    const { coef, intercept } = fitted('LinearRegression.predict', this.#found);
    return readSamples('LinearRegression.predict', X, { features: coef.size }).matmul(coef).add(intercept);
  }

  /** The share of the variance of y that is explained: `r2Score` of the prediction. */
  score(X: ArrayLike, y: ArrayLike): number {
    return r2Score(y, this.predict(X));
  }

  /** The slopes: (d,). */
  get coef_(): NdArray {
    return fitted('LinearRegression.coef_', this.#found).coef;
  }

  /** The value at 0; 0 without `fitIntercept`. */
  get intercept_(): number {
    return fitted('LinearRegression.intercept_', this.#found).intercept;
  }

  get nFeaturesIn_(): number {
    return fitted('LinearRegression.nFeaturesIn_', this.#found).coef.size;
  }
}
