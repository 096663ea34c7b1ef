import { int64 } from '../../core/dtype.ts';
import { RuntimeError } from '../../core/errors.ts';
import { named } from '../../tensor/arguments.ts';
import { roomFor } from '../../tensor/creation.ts';
import { elementsOf } from '../../tensor/elements.ts';
import { fromElements, type Tensor } from '../../tensor/tensor.ts';
import { requireTensor } from '../families/operand.ts';
import { wholeNumber } from '../families/whole-numbers.ts';

export interface OneHotOptions {
  /** How many classes there are; one more than the largest label unless said. */
  readonly numClasses?: number;
}

/**
 * A row of zeros with a 1 at the label, for each label: (…) int64 to (…, classes) int64. `F.one_hot`.
 *
 * ```ts
 * F.oneHot(torch.tensor([0, 2])); // → tensor([[1, 0, 0],\n        [0, 0, 1]])
 * ```
 *
 * @throws RuntimeError for labels that are not int64, negative, or not below the number of classes.
 */
export function oneHot(labels: Tensor, numClasses?: number | OneHotOptions): Tensor {
  const who = 'oneHot';
  requireTensor(who, labels);
  const given = named<OneHotOptions>(who, ['numClasses'], 0, [numClasses]);
  if (labels.dtype !== int64) {
    throw new RuntimeError({
      who,
      seen: `labels of dtype ${labels.dtype}`,
      expected: 'labels of dtype int64: one_hot is only applicable to index tensor',
      hint: 'convert with .long()',
    });
  }
  const indices = Array.from(elementsOf(labels), Number);
  const largest = indices.reduce((most, label) => Math.max(most, label), -1);
  const asked = wholeNumber(who, 'numClasses', given.numClasses ?? -1);
  if (indices.length === 0 && asked <= 0) {
    throw new RuntimeError({
      who,
      seen: 'no labels',
      expected: 'the number of classes, which can not be inferred from an empty tensor',
    });
  }
  const negative = indices.find((label) => label < 0);
  if (negative !== undefined) {
    throw new RuntimeError({ who, seen: `label ${negative}`, expected: 'Class values must be non-negative' });
  }
  const classes = asked === -1 ? largest + 1 : asked;
  if (classes < 1) {
    throw new RuntimeError({
      who,
      seen: `numClasses is ${asked}`,
      expected: 'numClasses should be positive',
    });
  }
  if (largest >= classes) {
    throw new RuntimeError({
      who,
      seen: `label ${largest} with ${classes} classes`,
      expected: 'Class values must be smaller than num_classes',
    });
  }
  const out = new BigInt64Array(roomFor(who, indices.length * classes, int64));
  indices.forEach((label, i) => {
    out[i * classes + label] = 1n;
  });
  return fromElements(out, int64, [...labels.sizes, classes], labels.device);
}
