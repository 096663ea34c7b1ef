import type { TypedArray } from '../core/dtype.ts';
import { ArgumentError, ValueError } from '../core/errors.ts';
import { readCall, readFlag } from '../numpy/arguments.ts';
import { type NdArray, np } from '../numpy/index.ts';
import { type ArrayLike, asarray, type TensorLike } from '../numpy/reading.ts';
import { type RandomSource, randomSource } from './random-source.ts';
import { splitSizes } from './split-sizes.ts';
import { type Split, stratifiedSplit } from './stratified-split.ts';

export interface SplitOptions {
  /** A share (a fraction) or a number of samples; what `trainSize` leaves, or 0.25. */
  readonly testSize?: number | null;
  /** A share or a number of samples; what `testSize` leaves. */
  readonly trainSize?: number | null;
  readonly randomState?: RandomSource;
  /** false cuts off the end as the test set. */
  readonly shuffle?: boolean;
  /** Labels whose shares are to be the same in both sets. */
  readonly stratify?: ArrayLike | null;
}

/** What can be split: an array, or a list of anything. */
type Splittable = NdArray | TypedArray | TensorLike | readonly unknown[];

/** A list gives lists, everything else arrays. */
type Part<Source> = Source extends readonly (infer Item)[] ? Item[] : NdArray;

type Parts<Given extends readonly unknown[]> = Given extends readonly [
  infer First extends Splittable,
  ...infer Rest,
]
  ? [Part<First>, Part<First>, ...Parts<Rest>]
  : [];

/**
 * Splits arrays of equal length into random training and test sets: sklearn's `train_test_split`. The same
 * `randomState` gives the same rows.
 *
 * ```ts
 * const [train, test] = sk.trainTestSplit(np.arange(8), { testSize: 0.25, randomState: 0 });
 * train; // → [1 7 3 0 5 4]
 * test; // → [6 2]
 * ```
 *
 * @throws ValueError for lengths that differ, sizes that do not fit, or classes too small to stratify.
 */
export function trainTestSplit<Given extends readonly [Splittable, ...(Splittable | SplitOptions)[]]>(
  ...given: Given
): Parts<Given>;
export function trainTestSplit(...given: readonly unknown[]): unknown[] {
  const who = 'trainTestSplit';
  const sources = given.filter(
    (one) =>
      Array.isArray(one) || typeof one !== 'object' || one === null || 'length' in one || 'shape' in one,
  );
  const options = readCall(
    who,
    given.slice(sources.length),
    [],
    ['testSize', 'trainSize', 'randomState', 'shuffle', 'stratify'],
  );
  if (sources.length === 0)
    throw new ArgumentError({ who, seen: 'no array', expected: 'at least one array required as input' });
  const lists = sources.map((source) => (Array.isArray(source) ? source : asarray(who, source)));
  const n = (lists[0] as { length: number }).length;
  if (lists.some((list) => list.length !== n)) {
    throw new ValueError({
      who,
      seen: `Found input variables with inconsistent numbers of samples: [${lists.map((list) => list.length).join(', ')}]`,
      expected: 'one length',
    });
  }
  const sizes = splitSizes(who, n, options.testSize, options.trainSize);
  const { train, test } = rowsOf(who, n, sizes, options);
  return lists.flatMap((list) => [train, test].map((rows) => taken(list, rows)));
}

function rowsOf(
  who: string,
  n: number,
  sizes: { readonly train: number; readonly test: number },
  options: { readonly shuffle?: unknown; readonly stratify?: unknown; readonly randomState?: unknown },
): Split {
  const { train, test } = sizes;
  const shuffle = readFlag(who, 'shuffle', options.shuffle ?? true);
  if (!shuffle) {
    if (options.stratify !== undefined) {
      throw new ValueError({
        who,
        seen: 'stratify with shuffle: false',
        expected: 'Stratified train/test split is not implemented for shuffle=False',
      });
    }
    return { train: np.arange(train), test: np.arange(train, train + test) };
  }
  const rng = randomSource(who, options.randomState);
  if (options.stratify !== undefined) return stratifiedSplit(who, rng, asarray(who, options.stratify), sizes);
  const order = rng.permutation(n);
  return { test: order.at(`:${test}`), train: order.at(`${test}:${test + train}`) };
}

function taken(list: readonly unknown[] | NdArray, rows: NdArray): unknown {
  if ('at' in list && !Array.isArray(list)) return (list as NdArray).at(rows);
  return Array.from(rows, (row) => (list as readonly unknown[])[row.item()]);
}
