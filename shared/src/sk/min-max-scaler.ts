import { ValueError } from '../core/errors.ts';
import { readCall, readFlag, readNumber } from '../numpy/arguments.ts';
import type { NdArray } from '../numpy/index.ts';
import { type ArrayLike, asarray } from '../numpy/reading.ts';
import { fitted } from './not-fitted-error.ts';
import { columnsOf, readSamples, vector } from './samples.ts';

export interface MinMaxScalerOptions {
  /** Where the features go: [0, 1] unless given. */
  readonly featureRange?: readonly [number, number];
  /** Cuts what lies outside the range, which new data may. */
  readonly clip?: boolean;
}

interface Bounds {
  readonly least: NdArray;
  readonly greatest: NdArray;
  readonly scale: NdArray;
  readonly shift: NdArray;
  readonly samples: number;
}

/**
 * Brings every feature to between two bounds: x · scale_ + min_. sklearn's `MinMaxScaler`. A constant feature
 * goes to the lower bound; NaN counts as missing.
 *
 * ```ts
 * const scaler = new sk.MinMaxScaler();
 * scaler.fitTransform([[1], [2], [5]]); // → [[0.  ]\n [0.25]\n [1.  ]]
 * scaler.transform([[9]]); // → [[2.]]
 * ```
 */
export class MinMaxScaler {
  readonly featureRange: readonly [number, number];
  readonly clip: boolean;
  #found: Bounds | undefined;

  /** @throws ValueError for a range that is not ascending. */
  constructor(options: MinMaxScalerOptions = {}) {
    const who = 'MinMaxScaler';
    const given = readCall(who, [options], [], ['featureRange', 'clip']);
    const [low, high] = asarray(who, given.featureRange ?? [0, 1]).tolist() as readonly unknown[];
    this.featureRange = [readNumber(who, 'featureRange', low), readNumber(who, 'featureRange', high)];
    this.clip = readFlag(who, 'clip', given.clip ?? false);
    if (!(this.featureRange[0] < this.featureRange[1])) {
      throw new ValueError({
        who,
        seen: `featureRange is (${this.featureRange.join(', ')})`,
        expected: 'Minimum of desired feature range must be smaller than maximum',
      });
    }
  }

  /** Learns the least and greatest value of each feature of X (n, d). */
  fit(X: ArrayLike): this {
    const samples = readSamples('MinMaxScaler.fit', X, { allowNan: true });
    const columns = columnsOf(samples).map((column) => column.filter((value) => !Number.isNaN(value)));
    const least = columns.map((column) => column.reduce((a, b) => Math.min(a, b)));
    const greatest = columns.map((column) => column.reduce((a, b) => Math.max(a, b)));
    const [low, high] = this.featureRange;
    const scale = least.map((start, i) => {
      const range = (greatest[i] as number) - start;
      // A range of rounding errors is none.
      return (high - low) / (range < 10 * Number.EPSILON ? 1 : range);
    });
    const shift = least.map((start, i) => low - start * (scale[i] as number));
    this.#found = {
      least: vector(least),
      greatest: vector(greatest),
      scale: vector(scale),
      shift: vector(shift),
      samples: samples.length,
    };
    return this;
  }

  /** X · scale_ + min_. @throws NotFittedError before `fit`; ValueError for another number of features. */
  transform(X: ArrayLike): NdArray {
    const { scale, shift } = fitted('MinMaxScaler.transform', this.#found);
    const samples = readSamples('MinMaxScaler.transform', X, { features: scale.size, allowNan: true });
    const scaled = samples.mul(scale).add(shift);
    return (this.clip ? scaled.clip(...this.featureRange) : scaled).astype(samples.dtype);
  }

  fitTransform(X: ArrayLike): NdArray {
    return this.fit(X).transform(X);
  }

  /** (X − min_) / scale_: back to the units of the data. */
  inverseTransform(X: ArrayLike): NdArray {
    const { scale, shift } = fitted('MinMaxScaler.inverseTransform', this.#found);
    const samples = readSamples('MinMaxScaler.inverseTransform', X, { features: scale.size, allowNan: true });
    return samples.sub(shift).div(scale).astype(samples.dtype);
  }

  /** The least value of each feature: (d,). */
  get dataMin_(): NdArray {
    return fitted('MinMaxScaler.dataMin_', this.#found).least;
  }

  /** The greatest value of each feature: (d,). */
  get dataMax_(): NdArray {
    return fitted('MinMaxScaler.dataMax_', this.#found).greatest;
  }

  /** dataMax_ − dataMin_. */
  get dataRange_(): NdArray {
    return this.dataMax_.sub(this.dataMin_);
  }

  /** What each feature is multiplied by: (d,). */
  get scale_(): NdArray {
    return fitted('MinMaxScaler.scale_', this.#found).scale;
  }

  /** What is added to each feature then: (d,). */
  get min_(): NdArray {
    return fitted('MinMaxScaler.min_', this.#found).shift;
  }

  get nFeaturesIn_(): number {
    return fitted('MinMaxScaler.nFeaturesIn_', this.#found).scale.size;
  }

  get nSamplesSeen_(): number {
    return fitted('MinMaxScaler.nSamplesSeen_', this.#found).samples;
  }
}
