import { ArgumentError, describe, ValueError } from '../core/errors.ts';
import { checkOptions } from '../core/options.ts';
import { newInt32Array } from '../core/small-arrays.ts';
import { defaultGenerator, type Generator } from '../random/generator.ts';
import { randomInt64 } from '../random/random-int64.ts';
import { defaultCollate } from './collate.ts';
import type { Dataset } from './dataset.ts';
import { BatchSampler, RandomSampler, type Sampler, SequentialSampler } from './sampler.ts';

export interface DataLoaderOptions<Batch> {
  /** Samples in a batch; 1 unless said. null gives single samples instead of batches. */
  readonly batchSize?: number | null;
  /** A new random order in every epoch. */
  readonly shuffle?: boolean;
  /** The order of the samples, in place of `shuffle`. */
  readonly sampler?: Sampler | null;
  /** Whole batches of numbers, in place of `batchSize`, `shuffle`, `sampler` and `dropLast`. */
  readonly batchSampler?: (Iterable<readonly number[]> & { readonly length: number }) | null;
  /** Leave out the last batch if it is smaller. */
  readonly dropLast?: boolean;
  /** Where random orders come from; the default generator, if not given. */
  readonly generator?: Generator | null;
  /** Makes a batch of a list of samples. */
  // biome-ignore lint/suspicious/noExplicitAny: the samples are those of the dataset, whatever it holds
  readonly collateFn?: ((samples: any[]) => Batch) | null;
}

const known = [
  'batchSize',
  'shuffle',
  'sampler',
  'batchSampler',
  'dropLast',
  'generator',
  'collateFn',
] as const;

/**
 * A dataset in batches, one epoch each time it is iterated: PyTorch's `DataLoader`.
 *
 * ```ts
 * const dataset = new data.TensorDataset(torch.arange(5));
 * const loader = new data.DataLoader(dataset, { batchSize: 2 });
 * loader.length; // → 3
 * for (const [x] of loader) print(x); // prints tensor([0, 1]), then tensor([2, 3]), then tensor([4])
 * ```
 *
 * Draws what PyTorch draws, so that a seed gives its batches: one number from the generator when the iteration
 * begins; with `shuffle`, another at the first batch, which seeds the order.
 *
 * @throws ValueError for a batch size below 1, and for options that exclude each other.
 */
export class DataLoader<Sample, Batch = Sample> implements Iterable<Batch> {
  readonly dataset: Dataset<Sample>;
  readonly batchSize: number | null;
  readonly dropLast: boolean;
  readonly sampler: Sampler;
  readonly batchSampler: (Iterable<readonly number[]> & { readonly length: number }) | null;
  readonly #generator: Generator | null;
  readonly #collate: ((samples: Sample[]) => Batch) | null;

  constructor(dataset: Dataset<Sample>, options: DataLoaderOptions<Batch> = {}) {
    if (typeof dataset?.length !== 'number' || typeof dataset.get !== 'function') {
      throw new ArgumentError({
        who: 'DataLoader',
        seen: describe(dataset),
        expected: 'a dataset: a length, and get(i)',
        hint: 'new data.TensorDataset(X, y) makes one of tensors',
      });
    }
    checkOptions('DataLoader', options, known);
    const { batchSize = 1, shuffle = false, sampler, batchSampler, dropLast = false } = options;
    requireCompatible(options);
    this.dataset = dataset;
    this.dropLast = dropLast;
    this.#generator = options.generator ?? null;
    this.#collate = options.collateFn ?? null;
    this.sampler =
      sampler ??
      (shuffle ? new RandomSampler(dataset, { generator: this.#generator }) : new SequentialSampler(dataset));
    this.batchSize = (batchSampler ?? null) === null ? batchSize : null;
    this.batchSampler =
      batchSampler ?? (batchSize === null ? null : new BatchSampler(this.sampler, batchSize, dropLast));
  }

  /** How many batches an epoch has. */
  get length(): number {
    return (this.batchSampler ?? this.sampler).length;
  }

  [Symbol.iterator](): Iterator<Batch> {
    // PyTorch's seed for workers, drawn even without any: the default stream must be where PyTorch's is.
    randomInt64(this.#generator ?? defaultGenerator);
    return this.batchSampler === null ? this.#samples() : this.#batches(this.batchSampler);
  }

  *#samples(): Iterator<Batch> {
    for (const i of this.sampler) {
      const sample: unknown = this.dataset.get(i);
      yield sample as Batch;
    }
  }

  *#batches(batches: Iterable<readonly number[]>): Iterator<Batch> {
    const { dataset } = this;
    const collate = this.#collate ?? (defaultCollate as (samples: Sample[]) => Batch);
    for (const indices of batches) {
      if (this.#collate === null && dataset.getBatch !== undefined) {
        const batch: unknown = dataset.getBatch(integers(indices));
        yield batch as Batch;
      } else {
        yield collate(indices.map((i) => dataset.get(i)));
      }
    }
  }
}

function integers(indices: readonly number[]): Int32Array {
  const array = newInt32Array(indices.length);
  for (let i = 0; i < array.length; i++) array[i] = indices[i] as number;
  return array;
}

function requireCompatible<Batch>(options: DataLoaderOptions<Batch>): void {
  const { batchSize, shuffle = false, sampler, batchSampler, dropLast = false } = options;
  const given = (option: unknown): boolean => option !== undefined && option !== null;
  const refuse = (seen: string): never => {
    throw new ValueError({ who: 'DataLoader', seen });
  };
  if (given(sampler) && shuffle) refuse('sampler option is mutually exclusive with shuffle');
  if (given(batchSampler) && (given(batchSize) || shuffle || given(sampler) || dropLast)) {
    refuse('batch_sampler option is mutually exclusive with batch_size, shuffle, sampler, and drop_last');
  }
  if (batchSize === null && dropLast)
    refuse('batch_size=None option disables auto-batching and is mutually exclusive with drop_last');
}
