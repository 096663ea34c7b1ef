import { ValueError } from '../core/errors.ts';
import { readCount, readFlag, readNumber } from '../numpy/arguments.ts';
import { type NdArray, np } from '../numpy/index.ts';
import { type RandomSource, randomSource } from './random-source.ts';
import { labels, shuffledRows } from './rows.ts';

/** What the generators of two classes in the plane have in common. */
export interface TwoClassOptions {
  /** All points (100 unless given), the odd one in the second class; or the points of each class. */
  readonly nSamples?: number | readonly [number, number];
  readonly shuffle?: boolean;
  /** The standard deviation of the noise added to each coordinate. */
  readonly noise?: number | null;
  readonly randomState?: RandomSource;
}

/** How many points each of two classes has. */
export function classSizes(who: string, nSamples: unknown): readonly [number, number] {
  if (Array.isArray(nSamples)) {
    if (nSamples.length !== 2) {
      throw new ValueError({
        who,
        seen: `nSamples has ${nSamples.length} entries`,
        expected: 'a number, or two of them',
      });
    }
    return [readCount(who, 'nSamples', nSamples[0]), readCount(who, 'nSamples', nSamples[1])];
  }
  const total = readCount(who, 'nSamples', nSamples ?? 100);
  const first = Math.floor(total / 2);
  return [first, total - first];
}

/** The points with their labels, shuffled, then disturbed: the order in which sklearn draws. */
export function twoClasses(
  who: string,
  points: NdArray,
  counts: readonly [number, number],
  options: { readonly shuffle?: unknown; readonly noise?: unknown; readonly randomState?: unknown },
): [NdArray, NdArray] {
  const rng = randomSource(who, options.randomState);
  const y = labels(counts);
  const inOrder = [points, y];
  const [X, classes] = readFlag(who, 'shuffle', options.shuffle ?? true)
    ? shuffledRows(rng, points, y)
    : inOrder;
  if (X === undefined || classes === undefined)
    throw new Error('a fault of the runtime: two arrays remain two');
  if (options.noise === undefined) return [X, classes];
  const scale = readNumber(who, 'noise', options.noise);
  return [np.add(X, rng.normal({ scale, size: X.sizes })), classes];
}
