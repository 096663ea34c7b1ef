import { ArgumentError, AssertionError, describe, IndexError } from '../core/errors.ts';
import { shapeText } from '../core/shape.ts';
import { at } from '../ops/at.ts';
import { slicesAt } from '../ops/index-select.ts';
import { Tensor } from '../tensor/tensor.ts';

/** Samples by number: anything with a `length` and `get(i)`. PyTorch's `torch.utils.data.Dataset`. */
export interface Dataset<Sample = unknown> {
  /** How many samples there are. */
  readonly length: number;
  /** Sample `i`, counted from 0. */
  get(i: number): Sample;
  /** Several samples as one batch, where that is faster than one after the other. */
  getBatch?(indices: Int32Array): Sample;
}

/**
 * Row i of every tensor, side by side: PyTorch's `TensorDataset`.
 *
 * ```ts
 * const dataset = new data.TensorDataset(torch.tensor([[1, 2], [3, 4]]), torch.tensor([10, 20]));
 * const [x, y] = dataset.get(1);
 * x; // → tensor([3, 4])
 * y; // → tensor(20)
 * ```
 *
 * @throws AssertionError for tensors of different lengths.
 */
export class TensorDataset implements Dataset<Tensor[]> {
  readonly tensors: readonly Tensor[];

  constructor(...tensors: readonly Tensor[]) {
    for (const x of tensors) {
      if (!(x instanceof Tensor)) {
        throw new ArgumentError({ who: 'TensorDataset', seen: describe(x), expected: 'tensors' });
      }
    }
    const lengths = tensors.map((x) => x.sizes[0]);
    if (tensors.length === 0 || lengths.some((length) => length === undefined || length !== lengths[0])) {
      throw new AssertionError({
        who: 'TensorDataset',
        seen: `Size mismatch between tensors: ${tensors.map((x) => shapeText(x.sizes)).join(' and ')}`,
        expected: 'tensors with the same number of rows',
      });
    }
    this.tensors = tensors;
  }

  get length(): number {
    return this.tensors[0]?.sizes[0] as number;
  }

  get(i: number): Tensor[] {
    return this.tensors.map((x) => at(x, [i]));
  }

  getBatch(indices: Int32Array): Tensor[] {
    return this.tensors.map((x) => slicesAt(x, 0, indices));
  }
}

/** The samples of a dataset whose numbers are listed: PyTorch's `Subset`. */
export class Subset<Sample> implements Dataset<Sample> {
  readonly dataset: Dataset<Sample>;
  readonly indices: readonly number[];

  constructor(dataset: Dataset<Sample>, indices: readonly number[]) {
    this.dataset = dataset;
    this.indices = indices;
  }

  get length(): number {
    return this.indices.length;
  }

  get(i: number): Sample {
    return this.dataset.get(indexWithin('Subset', i, this.indices));
  }
}

/** Several datasets one after the other: PyTorch's `ConcatDataset`. */
export class ConcatDataset<Sample> implements Dataset<Sample> {
  readonly datasets: readonly Dataset<Sample>[];

  constructor(datasets: readonly Dataset<Sample>[]) {
    if (datasets.length === 0) {
      throw new AssertionError({
        who: 'ConcatDataset',
        seen: 'datasets should not be an empty iterable',
        expected: 'at least one dataset',
      });
    }
    this.datasets = datasets;
  }

  get length(): number {
    return this.datasets.reduce((sum, dataset) => sum + dataset.length, 0);
  }

  get(i: number): Sample {
    let rest = i < 0 ? i + this.length : i;
    for (const dataset of this.datasets) {
      if (rest >= 0 && rest < dataset.length) return dataset.get(rest);
      rest -= dataset.length;
    }
    throw outOfRange('ConcatDataset', i, this.length);
  }
}

function indexWithin(who: string, i: number, indices: readonly number[]): number {
  const index = indices.at(i);
  if (index === undefined) throw outOfRange(who, i, indices.length);
  return index;
}

function outOfRange(who: string, i: number, length: number): IndexError {
  return new IndexError({ who, seen: `index ${i} is out of range for ${length} samples` });
}
