import { ValueError } from '../core/errors.ts';
import { type NdArray, np, type RandomState } from '../numpy/index.ts';
import { argsort } from '../numpy/sorting.ts';

/** Row numbers of the two sets. */
export interface Split {
  readonly train: NdArray;
  readonly test: NdArray;
}

/**
 * A split in which every class has (nearly) its share in both sets, drawn as sklearn's `StratifiedShuffleSplit`
 * draws it.
 *
 * @throws ValueError for a class of one sample, or sets smaller than the number of classes.
 */
export function stratifiedSplit(
  who: string,
  rng: RandomState,
  y: NdArray,
  sizes: { readonly train: number; readonly test: number },
): Split {
  const [, inverse, counts] = np.unique(y, { returnInverse: true, returnCounts: true }) as [
    NdArray,
    NdArray,
    NdArray,
  ];
  const classCounts = Array.from(counts, (count) => count.item());
  if (Math.min(...classCounts) < 2) {
    throw new ValueError({
      who,
      seen: 'The least populated class in y has only 1 member',
      expected: 'at least 2 members of every class',
    });
  }
  for (const [name, size] of Object.entries(sizes)) {
    if (size < classCounts.length) {
      throw new ValueError({
        who,
        seen: `The ${name} size = ${size}`,
        expected: `greater or equal to the number of classes = ${classCounts.length}`,
      });
    }
  }
  const inTrain = approximateMode(rng, classCounts, sizes.train);
  const remaining = classCounts.map((count, k) => count - (inTrain[k] as number));
  const inTest = approximateMode(rng, remaining, sizes.test);
  const ordered = argsort(inverse);
  const train: NdArray[] = [];
  const test: NdArray[] = [];
  let start = 0;
  classCounts.forEach((count, k) => {
    const members = ordered.at(`${start}:${start + count}`).at(rng.permutation(count));
    const first = inTrain[k] as number;
    train.push(members.at(`:${first}`));
    test.push(members.at(`${first}:${first + (inTest[k] as number)}`));
    start += count;
  });
  return { train: rng.permutation(np.concatenate(train)), test: rng.permutation(np.concatenate(test)) };
}

/**
 * How many of `draws` fall on each class: its share, rounded down; what is missing goes to the classes with the
 * largest remainders, by lot among equal ones.
 */
function approximateMode(rng: RandomState, counts: readonly number[], draws: number): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const shares = counts.map((count) => (count / total) * draws);
  const found = shares.map(Math.floor);
  let missing = Math.trunc(draws - found.reduce((sum, count) => sum + count, 0));
  const remainders = shares.map((share, k) => share - (found[k] as number));
  for (const value of [...new Set(remainders)].sort((a, b) => b - a)) {
    if (missing <= 0) break;
    const equal = remainders.flatMap((remainder, k) => (remainder === value ? [k] : []));
    const now = Math.min(equal.length, missing);
    for (const k of rng.choice(equal, now, { replace: false }))
      found[k.item()] = (found[k.item()] as number) + 1;
    missing -= now;
  }
  return found;
}
