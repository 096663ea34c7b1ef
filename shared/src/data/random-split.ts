import { ValueError } from '../core/errors.ts';
import { checkOptions } from '../core/options.ts';
import { defaultGenerator, type Generator } from '../random/generator.ts';
import { randperm } from '../random/randperm.ts';
import { type Dataset, Subset } from './dataset.ts';

export interface RandomSplitOptions {
  /** Where the order comes from; the default generator, if not given. */
  readonly generator?: Generator | null;
}

/**
 * A dataset in random parts: PyTorch's `random_split`. `lengths` are numbers of samples, or fractions that sum
 * to 1; what rounding leaves over is handed out one by one from the front.
 *
 * ```ts
 * const dataset = new data.TensorDataset(torch.arange(10));
 * const [train, test] = data.randomSplit(dataset, [0.7, 0.3]);
 * [train.length, test.length]; // → [ 7, 3 ]
 * ```
 *
 * @throws ValueError where the lengths do not sum to that of the dataset.
 */
export function randomSplit<Sample>(
  dataset: Dataset<Sample>,
  lengths: readonly number[],
  options: RandomSplitOptions = {},
): Subset<Sample>[] {
  checkOptions('randomSplit', options, ['generator']);
  const counts = countsOf(lengths, dataset.length);
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total !== dataset.length) {
    throw new ValueError({
      who: 'randomSplit',
      seen: `lengths [${lengths.join(', ')}] for ${dataset.length} samples: Sum of input lengths does not equal the length of the input dataset!`,
      expected: 'numbers of samples that sum to the length, or fractions that sum to 1',
    });
  }
  const order = Array.from(randperm(total, options.generator ?? defaultGenerator));
  let from = 0;
  return counts.map((count) => {
    const part = order.slice(from, from + count);
    from += count;
    return new Subset(dataset, part);
  });
}

function countsOf(lengths: readonly number[], n: number): readonly number[] {
  const sum = lengths.reduce((total, length) => total + length, 0);
  if (Math.abs(sum - 1) > 1e-9 || lengths.some((length) => length < 0 || length > 1)) return lengths;
  const counts = lengths.map((fraction) => Math.floor(n * fraction));
  const left = n - counts.reduce((total, count) => total + count, 0);
  return counts.map(
    (count, i) => count + Math.floor(left / counts.length) + (i < left % counts.length ? 1 : 0),
  );
}
