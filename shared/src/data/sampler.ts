import { float64 } from '../core/dtype.ts';
import { ValueError } from '../core/errors.ts';
import { checkOptions } from '../core/options.ts';
import { multinomial } from '../ops/multinomial.ts';
import { defaultGenerator, Generator } from '../random/generator.ts';
import { randint } from '../random/randint.ts';
import { randomInt64 } from '../random/random-int64.ts';
import { randperm } from '../random/randperm.ts';
import { tensor } from '../tensor/creation.ts';

/** The numbers of samples in the order in which they are wanted. */
export interface Sampler extends Iterable<number> {
  readonly length: number;
}

interface Sized {
  readonly length: number;
}

/** 0, 1, 2, …: PyTorch's `SequentialSampler`. */
export class SequentialSampler implements Sampler {
  readonly #source: Sized;

  constructor(source: Sized) {
    this.#source = source;
  }

  get length(): number {
    return this.#source.length;
  }

  *[Symbol.iterator](): Iterator<number> {
    for (let i = 0; i < this.length; i++) yield i;
  }
}

export interface RandomSamplerOptions {
  /** Whether a sample may come again before all have come. */
  readonly replacement?: boolean;
  /** How many numbers; as many as there are samples, if not given. */
  readonly numSamples?: number | null;
  /** Where the order comes from; a new generator seeded by the default one, if not given. */
  readonly generator?: Generator | null;
}

/** How many numbers PyTorch draws at a time with replacement. */
const BLOCK = 32;

/**
 * The numbers in random order, a new one each time: PyTorch's `RandomSampler`.
 *
 * @throws ValueError where there is nothing to choose from.
 */
export class RandomSampler implements Sampler {
  readonly #source: Sized;
  readonly #replacement: boolean;
  readonly #numSamples: number | null;
  readonly #generator: Generator | null;

  constructor(source: Sized, options: RandomSamplerOptions = {}) {
    checkOptions('RandomSampler', options, ['replacement', 'numSamples', 'generator']);
    this.#source = source;
    this.#replacement = options.replacement ?? false;
    this.#numSamples = options.numSamples ?? null;
    this.#generator = options.generator ?? null;
    if (Number.isInteger(this.length) && this.length > 0) return;
    throw new ValueError({
      who: 'RandomSampler',
      seen: `num_samples should be a positive integer value, but got num_samples=${this.length}`,
      hint: this.length === 0 ? 'is the dataset empty?' : undefined,
    });
  }

  get length(): number {
    return this.#numSamples ?? this.#source.length;
  }

  *[Symbol.iterator](): Iterator<number> {
    for (const block of this.blocks()) yield* block;
  }

  /** @internal The same numbers, as many at a time as are drawn together. */
  blocks(): Iterable<Int32Array> {
    return this.#replacement ? this.#withReplacement() : this.#permutations();
  }

  #stream(): Generator {
    return this.#generator ?? new Generator().manualSeed(randomInt64(defaultGenerator));
  }

  *#permutations(): Iterable<Int32Array> {
    const generator = this.#stream();
    const n = this.#source.length;
    for (let round = 0; round < Math.floor(this.length / n); round++) yield randperm(n, generator);
    const rest = this.length % n;
    // Drawn even if nothing of it is needed: the stream of a given generator goes on from there.
    if (rest > 0 || this.#generator !== null) yield randperm(n, generator).subarray(0, rest);
  }

  *#withReplacement(): Iterable<Int32Array> {
    const generator = this.#stream();
    const n = BigInt(this.#source.length);
    for (let left = this.length; left > 0; left -= BLOCK) {
      const block = new Int32Array(Math.min(left, BLOCK));
      randint(block, 0n, n, generator);
      yield block;
    }
  }
}

/** The numbers listed, in random order: PyTorch's `SubsetRandomSampler`. */
export class SubsetRandomSampler implements Sampler {
  readonly indices: readonly number[];
  readonly #generator: Generator;

  constructor(indices: readonly number[], options: { readonly generator?: Generator | null } = {}) {
    checkOptions('SubsetRandomSampler', options, ['generator']);
    this.indices = indices;
    this.#generator = options.generator ?? defaultGenerator;
  }

  get length(): number {
    return this.indices.length;
  }

  *[Symbol.iterator](): Iterator<number> {
    for (const i of randperm(this.length, this.#generator)) yield this.indices[i] as number;
  }
}

/** `numSamples` numbers, each with a probability in proportion to its weight: PyTorch's `WeightedRandomSampler`. */
export class WeightedRandomSampler implements Sampler {
  readonly weights: readonly number[];
  readonly length: number;
  readonly #replacement: boolean;
  readonly #generator: Generator | null;

  constructor(
    weights: readonly number[],
    numSamples: number,
    options: { readonly replacement?: boolean; readonly generator?: Generator | null } = {},
  ) {
    checkOptions('WeightedRandomSampler', options, ['replacement', 'generator']);
    this.weights = weights;
    this.length = numSamples;
    this.#replacement = options.replacement ?? true;
    this.#generator = options.generator ?? null;
  }

  *[Symbol.iterator](): Iterator<number> {
    const drawn = multinomial(tensor([...this.weights], { dtype: float64 }), this.length, {
      replacement: this.#replacement,
      generator: this.#generator,
    });
    for (const i of drawn.toTypedArray()) yield Number(i);
  }
}

/** The numbers of a sampler in groups: PyTorch's `BatchSampler`. */
export class BatchSampler implements Iterable<number[]> {
  readonly sampler: Sampler;
  readonly batchSize: number;
  readonly dropLast: boolean;

  constructor(sampler: Sampler, batchSize: number, dropLast: boolean) {
    if (!Number.isInteger(batchSize) || batchSize <= 0) {
      throw new ValueError({
        who: 'BatchSampler',
        seen: `batch_size should be a positive integer value, but got batch_size=${batchSize}`,
      });
    }
    this.sampler = sampler;
    this.batchSize = batchSize;
    this.dropLast = dropLast;
  }

  get length(): number {
    const batches = this.sampler.length / this.batchSize;
    return this.dropLast ? Math.floor(batches) : Math.ceil(batches);
  }

  *[Symbol.iterator](): Iterator<number[]> {
    let batch: number[] = [];
    for (const block of blocksOf(this.sampler)) {
      for (let k = 0; k < block.length; k++) {
        batch.push(block[k] as number);
        if (batch.length === this.batchSize) {
          yield batch;
          batch = [];
        }
      }
    }
    if (batch.length > 0 && !this.dropLast) yield batch;
  }
}

/** The numbers of a sampler, many at a time where it has them: each by itself costs more than all that is done with it. */
function* blocksOf(sampler: Sampler): Iterable<ArrayLike<number>> {
  const isPlain = sampler[Symbol.iterator] === RandomSampler.prototype[Symbol.iterator];
  if (isPlain && sampler instanceof RandomSampler) yield* sampler.blocks();
  else for (const i of sampler) yield [i];
}
