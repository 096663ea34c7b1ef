import { describe, ValueError } from '../core/errors.ts';
import { readCall } from '../numpy/arguments.ts';
import { toNumbers } from '../numpy/elements.ts';
import { type NdArray, np } from '../numpy/index.ts';
import { type ArrayLike, asarray } from '../numpy/reading.ts';
import { readLabels } from './class-labels.ts';
import { readWeights } from './outputs.ts';
import { matrix } from './rows.ts';

export interface ConfusionMatrixOptions {
  /** The labels of rows and columns, in their order; all that occur, ascending, unless given. */
  readonly labels?: ArrayLike;
  readonly sampleWeight?: ArrayLike;
  /** Shares of each row ('true'), of each column ('pred'), or of everything ('all'), in place of counts. */
  readonly normalize?: 'true' | 'pred' | 'all' | null;
}

const who = 'confusionMatrix';

/**
 * How often class i (row) was predicted as class j (column): sklearn's `confusion_matrix`, (k, k).
 *
 * ```ts
 * sk.confusionMatrix([0, 0, 1, 1], [0, 1, 1, 1]); // → [[1 1]\n [0 2]]
 * ```
 *
 * @throws ValueError for lengths that differ, or for probabilities in place of labels.
 */
export function confusionMatrix(
  yTrue: ArrayLike,
  yPred: ArrayLike,
  options: ConfusionMatrixOptions = {},
): NdArray {
  const given = readCall(who, [options], [], ['labels', 'sampleWeight', 'normalize']);
  const [truth, prediction] = readLabels(who, yTrue, yPred);
  const known = asarray(who, given.labels ?? np.unique(np.concatenate([truth, prediction])));
  const labels = Array.from(toNumbers(known.elements()));
  if (given.labels !== undefined && !truth.some((label) => labels.includes(label))) {
    throw new ValueError({
      who,
      seen: `the labels [${labels.join(', ')}], none of which occurs in yTrue`,
      expected: 'At least one label specified must be in y_true',
    });
  }
  const weights = readWeights(who, given.sampleWeight, truth.length);
  const counts = new Float64Array(labels.length ** 2);
  truth.forEach((label, i) => {
    const row = labels.indexOf(label);
    const column = labels.indexOf(prediction[i] as number);
    if (row < 0 || column < 0) return;
    const at = row * labels.length + column;
    counts[at] = (counts[at] as number) + (weights[i] as number);
  });
  const table = matrix(counts, labels.length);
  if (given.normalize !== undefined) return normalized(table, given.normalize);
  const fractions =
    given.sampleWeight !== undefined && asarray(who, given.sampleWeight).dtype.isFloatingPoint;
  return fractions ? table : table.astype(np.int64);
}

/** The table in shares; 0 where there is nothing to share out. */
function normalized(table: NdArray, by: unknown): NdArray {
  const axis = new Map<unknown, number | null>([
    ['true', 1],
    ['pred', 0],
    ['all', null],
  ]).get(by);
  if (axis === undefined) {
    throw new ValueError({ who, seen: `normalize is ${describe(by)}`, expected: "'true', 'pred' or 'all'" });
  }
  const shares = table.div(table.sum({ axis, keepdims: true }));
  return np.where(np.isnan(shares), 0, shares);
}
