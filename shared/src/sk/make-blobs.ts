import { ValueError } from '../core/errors.ts';
import { isScalar } from '../core/python.ts';
import { type Call, type CallWith, readCall, readCount, readFlag, readNumber } from '../numpy/arguments.ts';
import { type NdArray, np } from '../numpy/index.ts';
import { type ArrayLike, asarray } from '../numpy/reading.ts';
import { type RandomSource, randomSource } from './random-source.ts';
import { labels, shuffledRows } from './rows.ts';

export interface MakeBlobsOptions {
  /** All points (100 unless given), shared out evenly; or the points of each blob. */
  readonly nSamples?: number | readonly number[];
  /** 2 unless given; where centres are given, theirs. */
  readonly nFeatures?: number;
  /** How many blobs (3 unless given), or where their centres are: (k, d). */
  readonly centers?: number | ArrayLike;
  /** The standard deviation of the blobs, or of each: 1 unless given. */
  readonly clusterStd?: number | readonly number[];
  /** Where centres may lie in each coordinate: [-10, 10] unless given. */
  readonly centerBox?: readonly [number, number];
  readonly shuffle?: boolean;
  readonly randomState?: RandomSource;
  /** Returns the centres too. */
  readonly returnCenters?: boolean;
}

type Positional = [nSamples: number | readonly number[], nFeatures: number];

const who = 'makeBlobs';

/**
 * Normally distributed clouds of points around random or given centres, labelled 0, 1, …: sklearn's
 * `make_blobs`. The same `randomState` gives the same points.
 *
 * ```ts
 * const [X, y] = sk.makeBlobs({ nSamples: 200, centers: 4, centerBox: [-1.2, 1.2], clusterStd: 0.15, randomState: 12345 });
 * X.shape; // → (200, 2)
 * np.unique(y); // → [0 1 2 3]
 * ```
 */
export function makeBlobs(
  ...given: CallWith<Positional, MakeBlobsOptions & { readonly returnCenters: true }>
): [X: NdArray, y: NdArray, centers: NdArray];
export function makeBlobs(...given: Call<Positional, MakeBlobsOptions>): [X: NdArray, y: NdArray];
export function makeBlobs(...given: readonly unknown[]): NdArray[] {
  const options = readCall(
    who,
    given,
    ['nSamples', 'nFeatures'],
    ['centers', 'clusterStd', 'centerBox', 'shuffle', 'randomState', 'returnCenters'],
  );
  const rng = randomSource(who, options.randomState);
  const { nSamples = 100 } = options;
  const blobs = isScalar(nSamples) ? undefined : asarray(who, nSamples).size;
  const fixed =
    options.centers !== undefined && !isScalar(options.centers) ? readCenters(options.centers) : undefined;
  const k = blobs ?? fixed?.length ?? readCount(who, 'centers', options.centers ?? 3);
  if (blobs !== undefined && options.centers !== undefined && fixed?.length !== blobs) {
    throw new ValueError({
      who,
      seen: `nSamples for ${blobs} blobs, and centers ${fixed === undefined ? `= ${options.centers}` : `for ${fixed.length}`}`,
      expected: 'as many centres, given by their coordinates, as there are entries of nSamples',
    });
  }
  const [low, high] = readBox(options.centerBox);
  const centers =
    fixed ?? rng.uniform(low, high, { size: [k, readCount(who, 'nFeatures', options.nFeatures ?? 2)] });
  const deviations = readDeviations(options.clusterStd ?? 1, k);
  const counts = readCounts(nSamples, k);
  const clouds = counts.map((count, i) =>
    rng.normal(centers.at(i), deviations[i] as number, [count, centers.sizes[1] as number]),
  );
  let X = np.concatenate(clouds);
  let y = labels(counts);
  if (readFlag(who, 'shuffle', options.shuffle ?? true))
    [X, y] = shuffledRows(rng, X, y) as [NdArray, NdArray];
  return readFlag(who, 'returnCenters', options.returnCenters ?? false) ? [X, y, centers] : [X, y];
}

function readCenters(centers: unknown): NdArray {
  const found = asarray(who, centers, np.float64);
  if (found.ndim !== 2) {
    throw new ValueError({
      who,
      seen: `centers of ${found.ndim} dimensions`,
      expected: 'one row for each centre: (k, d)',
    });
  }
  return found;
}

function readBox(box: unknown): readonly [number, number] {
  const [low, high] = box === undefined ? [-10, 10] : (asarray(who, box).tolist() as readonly unknown[]);
  return [readNumber(who, 'centerBox', low), readNumber(who, 'centerBox', high)];
}

function readDeviations(std: unknown, k: number): readonly number[] {
  if (isScalar(std)) return new Array<number>(k).fill(readNumber(who, 'clusterStd', std));
  const found = Array.from(asarray(who, std), (one) => one.item());
  if (found.length !== k) {
    throw new ValueError({
      who,
      seen: `Length of clusterStd not consistent with number of centers: ${found.length} and ${k}`,
      expected: 'one for all, or one for each centre',
    });
  }
  return found;
}

/** The points of each blob: given, or shared out with the first blobs getting one more. */
function readCounts(nSamples: unknown, k: number): readonly number[] {
  if (!isScalar(nSamples)) {
    return Array.from(asarray(who, nSamples), (count) => readCount(who, 'nSamples', count.item()));
  }
  const total = readCount(who, 'nSamples', nSamples);
  return Array.from({ length: k }, (_, i) => Math.floor(total / k) + (i < total % k ? 1 : 0));
}
