import { describe, ValueError } from '../core/errors.ts';
import { isScalar, PyFloat } from '../core/python.ts';

/** A share of the samples (a fraction between 0 and 1) or a number of them. */
type SplitSize = number | PyFloat;

interface SplitSizes {
  readonly train: number;
  readonly test: number;
}

function isShare(size: SplitSize): boolean {
  return size instanceof PyFloat || !Number.isInteger(size);
}

function readSize(who: string, name: string, size: unknown, n: number): SplitSize | undefined {
  if (size === undefined) return undefined;
  if (!(size instanceof PyFloat) && (!isScalar(size) || typeof size !== 'number')) {
    throw new ValueError({
      who,
      seen: `Invalid value for ${name}: ${describe(size)}`,
      expected: 'a share or a number',
    });
  }
  const most = isShare(size) ? 1 : n;
  if (!(Number(size) > 0 && Number(size) < most)) {
    throw new ValueError({
      who,
      seen: `${name}=${size}`,
      expected: `should be either positive and smaller than the number of samples ${n} or a float in the (0, 1) range`,
    });
  }
  return size;
}

/**
 * How many of `n` samples go to the training and the test set. A share of the test set is rounded up, one of the
 * training set down; what is not given is the rest.
 *
 * @throws ValueError for sizes that do not fit, or an empty training set.
 */
export function splitSizes(who: string, n: number, testSize: unknown, trainSize: unknown): SplitSizes {
  const asked = readSize(who, 'trainSize', trainSize, n);
  const testAsked = readSize(who, 'testSize', testSize ?? (asked === undefined ? 0.25 : undefined), n);
  if (asked !== undefined && testAsked !== undefined && isShare(asked) && isShare(testAsked)) {
    const sum = Number(asked) + Number(testAsked);
    if (sum > 1) {
      throw new ValueError({
        who,
        seen: `The sum of testSize and trainSize = ${sum}`,
        expected: 'should be in the (0, 1) range',
        hint: 'reduce testSize and/or trainSize',
      });
    }
  }
  const countOf = (size: SplitSize, rounded: (x: number) => number): number =>
    isShare(size) ? rounded(Number(size) * n) : Number(size);
  const testCount = testAsked === undefined ? undefined : countOf(testAsked, Math.ceil);
  const train = asked === undefined ? n - (testCount ?? 0) : countOf(asked, Math.floor);
  const test = testCount ?? n - train;
  if (train + test > n) {
    throw new ValueError({
      who,
      seen: `The sum of trainSize and testSize = ${train + test}`,
      expected: `should be smaller than the number of samples ${n}`,
      hint: 'reduce testSize and/or trainSize',
    });
  }
  if (train === 0) {
    throw new ValueError({
      who,
      seen: `With nSamples=${n}, testSize=${testAsked ?? null} and trainSize=${asked ?? null}, the resulting train set will be empty`,
      hint: 'adjust any of the aforementioned parameters',
    });
  }
  return { train, test };
}
