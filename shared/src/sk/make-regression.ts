import { type Call, type CallWith, readCall, readCount, readFlag, readNumber } from '../numpy/arguments.ts';
import { type NdArray, np } from '../numpy/index.ts';
import { type RandomSource, randomSource } from './random-source.ts';
import { shuffledRows } from './rows.ts';

export interface MakeRegressionOptions {
  /** 100 unless given. */
  readonly nSamples?: number;
  /** 100 unless given. */
  readonly nFeatures?: number;
  /** How many features have a slope other than 0: 10 unless given. */
  readonly nInformative?: number;
  /** How many columns y has; one (the default) makes it a vector. */
  readonly nTargets?: number;
  /** What is added to every y. */
  readonly bias?: number;
  /** The standard deviation of the noise added to y. */
  readonly noise?: number;
  readonly shuffle?: boolean;
  /** Returns the true slopes too. */
  readonly coef?: boolean;
  readonly randomState?: RandomSource;
}

type Positional = [nSamples: number, nFeatures: number];

/**
 * Data of a linear model: X standard normal, y = X·w + bias + noise, with slopes w in [0, 100). sklearn's
 * `make_regression`: the same `randomState` gives the same data.
 *
 * ```ts
 * const [X, y] = sk.makeRegression({ nSamples: 500, nFeatures: 1, noise: 10, randomState: 0 });
 * X.at(0); // → [0.6203583]
 * np.round(y.at(':3'), 4); // → [31.076  -0.8635 -0.7614]
 * ```
 */
export function makeRegression(
  ...given: CallWith<Positional, MakeRegressionOptions & { readonly coef: true }>
): [X: NdArray, y: NdArray, coef: NdArray];
export function makeRegression(...given: Call<Positional, MakeRegressionOptions>): [X: NdArray, y: NdArray];
export function makeRegression(...given: readonly unknown[]): NdArray[] {
  const who = 'makeRegression';
  const options = readCall(
    who,
    given,
    ['nSamples', 'nFeatures'],
    ['nInformative', 'nTargets', 'bias', 'noise', 'shuffle', 'coef', 'randomState'],
  );
  const n = readCount(who, 'nSamples', options.nSamples ?? 100);
  const d = readCount(who, 'nFeatures', options.nFeatures ?? 100);
  const informative = Math.min(d, readCount(who, 'nInformative', options.nInformative ?? 10));
  const targets = readCount(who, 'nTargets', options.nTargets ?? 1);
  const bias = readNumber(who, 'bias', options.bias ?? 0);
  const noise = readNumber(who, 'noise', options.noise ?? 0);
  const rng = randomSource(who, options.randomState);

  let X = rng.standardNormal([n, d]);
  const slopes = np.multiply(100, rng.uniform({ size: [informative, targets] }));
  let w = np.concatenate([slopes, np.zeros([d - informative, targets])]);
  let y = X.matmul(w).add(bias);
  if (noise > 0) y = y.add(rng.normal({ scale: noise, size: y.sizes }));
  if (readFlag(who, 'shuffle', options.shuffle ?? true)) {
    [X, y] = shuffledRows(rng, X, y) as [NdArray, NdArray];
    const order = np.arange(d);
    rng.shuffle(order);
    X = X.at(':', order);
    w = w.at(order);
  }
  const coef = readFlag(who, 'coef', options.coef ?? false);
  return coef ? [X, y.squeeze(), w.squeeze()] : [X, y.squeeze()];
}
