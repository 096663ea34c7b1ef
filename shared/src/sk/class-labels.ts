import { ValueError } from '../core/errors.ts';
import { shapeText } from '../core/shape.ts';
import { toNumbers } from '../numpy/elements.ts';
import { type ArrayLike, asarray } from '../numpy/reading.ts';
import { sameLength } from './samples.ts';

/**
 * True and predicted class labels as numbers. Columns (n, 1) count as vectors.
 *
 * @throws ValueError for lengths that differ, or for numbers that are no labels, such as probabilities.
 */
export function readLabels(
  who: string,
  yTrue: ArrayLike,
  yPred: ArrayLike,
): [truth: Float64Array, prediction: Float64Array] {
  const truth = readVector(who, 'yTrue', yTrue);
  const prediction = readVector(who, 'yPred', yPred);
  sameLength(who, [truth.length, prediction.length]);
  return [truth, prediction];
}

function readVector(who: string, name: string, source: ArrayLike): Float64Array {
  const a = asarray(who, source);
  if (a.ndim !== 1 && !(a.ndim === 2 && a.sizes[1] === 1)) {
    throw new ValueError({
      who,
      seen: `${name} has the shape ${shapeText(a.sizes)}`,
      expected: 'one label for each sample: (n,)',
    });
  }
  const labels = Float64Array.from(toNumbers(a.elements()));
  const fraction = labels.find((label) => !Number.isInteger(label));
  if (fraction !== undefined) {
    throw new ValueError({
      who,
      seen: `${name} holds ${fraction}: Classification metrics can't handle continuous targets`,
      expected: 'whole numbers as class labels',
      hint: 'did you pass probabilities? Take the argmax, or compare with 0.5',
    });
  }
  return labels;
}
