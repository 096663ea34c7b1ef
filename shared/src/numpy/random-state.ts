import { int64 } from '../core/dtype.ts';
import { ArgumentError, describe, ValueError } from '../core/errors.ts';
import { isScalar } from '../core/python.ts';
import { Mt19937 } from '../random/mt19937.ts';
import { type Call, type CallWith, type DtypeLike, readCall, readSizes, type SizeLike } from './arguments.ts';
import { NdArray } from './nd-array.ts';
import { choice } from './random-choice.ts';
import { distributed, drawn } from './random-distribution.ts';
import { nextDouble, shuffledIndices, shuffleSwaps } from './random-draws.ts';
import { integers } from './random-integers.ts';
import { readSeed } from './random-seed.ts';
import { type ArrayLike, asarray } from './reading.ts';

/** Without a size one number, with a size an array. */
export interface Sized {
  readonly size: SizeLike;
}

export interface UniformOptions {
  readonly low?: number;
  readonly high?: number;
}

export interface NormalOptions {
  readonly loc?: number;
  readonly scale?: number;
}

export interface IntegerOptions {
  readonly low?: number | bigint;
  readonly high?: number | bigint | null;
  readonly dtype?: DtypeLike;
}

export interface ChoiceOptions {
  readonly replace?: boolean;
  readonly p?: ArrayLike;
}

/** A parameter of a distribution for every element, or an array of them. */
type Parameter = number | ArrayLike;

/**
 * NumPy's `np.random.RandomState`: a seeded stream of its own. The same seed gives the same numbers as NumPy's.
 * Without a seed it starts from a random place.
 *
 * ```ts
 * const rng = new np.random.RandomState(0);
 * rng.rand(2); // → [0.5488135  0.71518937]
 * rng.randint(0, 10, 3); // → [3 3 7]
 * ```
 */
export class RandomState {
  readonly #engine = new Mt19937();
  /** The second of the two normal values that are drawn at a time. */
  #gauss: number | null = null;

  constructor(seed?: number | ArrayLike | null) {
    this.seed(seed);
  }

  /**
   * Starts the stream anew: from an integer in [0, 2^32), from several of them, or from a random place.
   *
   * @throws ValueError for a seed out of range; TypeError for what is no whole number.
   */
  seed(seed?: number | ArrayLike | null): void {
    this.#engine.seed(readSeed(seed));
    this.#gauss = null;
  }

  /** Uniform numbers in [0, 1) in an array of the given sizes: `rand(2, 3)`; one number without sizes. */
  rand(): number;
  rand(...sizes: readonly number[]): NdArray;
  rand(...sizes: readonly number[]): number | NdArray {
    return drawn(sizes.length === 0 ? undefined : readSizes('rand', sizes), () => this.#double());
  }

  /** Standard normal numbers in an array of the given sizes; one number without sizes. */
  randn(): number;
  randn(...sizes: readonly number[]): NdArray;
  randn(...sizes: readonly number[]): number | NdArray {
    return drawn(sizes.length === 0 ? undefined : readSizes('randn', sizes), () => this.#normal());
  }

  /** Uniform numbers in [0, 1): `rand` with the size in one argument. */
  randomSample(): number;
  randomSample(size: SizeLike | Sized): NdArray;
  randomSample(...given: readonly unknown[]): number | NdArray {
    return drawn(sizeOf('randomSample', given), () => this.#double());
  }

  /** The same as `randomSample`. */
  random(): number;
  random(size: SizeLike | Sized): NdArray;
  random(...given: readonly unknown[]): number | NdArray {
    return drawn(sizeOf('random', given), () => this.#double());
  }

  /** Standard normal numbers: `randn` with the size in one argument. */
  standardNormal(): number;
  standardNormal(size: SizeLike | Sized): NdArray;
  standardNormal(...given: readonly unknown[]): number | NdArray {
    return drawn(sizeOf('standardNormal', given), () => this.#normal());
  }

  /**
   * Uniform numbers in [low, high), 0 and 1 unless given: low + (high − low) · u.
   *
   * ```ts
   * new np.random.RandomState(0).uniform(-1, 1, 3); // → [0.09762701 0.43037873 0.20552675]
   * ```
   */
  uniform(low: Parameter, high: Parameter, size: SizeLike): NdArray;
  uniform(...given: CallWith<[low: number, high: number], UniformOptions & Sized>): NdArray;
  uniform(...given: Call<[low: number, high: number], UniformOptions>): number;
  uniform(low: Parameter, high: Parameter): NdArray;
  uniform(...given: readonly unknown[]): number | NdArray {
    const { low = 0, high = 1, size } = readCall('uniform', given, ['low', 'high', 'size']);
    return distributed('uniform', [low, high], size, (a, b) => {
      if (!Number.isFinite(b - a)) {
        throw new ValueError({ who: 'uniform', seen: `low ${a} and high ${b}`, expected: 'a finite range' });
      }
      return a + (b - a) * this.#double();
    });
  }

  /**
   * Normal numbers with mean `loc` (0) and standard deviation `scale` (1): loc + scale · z.
   *
   * @throws ValueError for a negative scale.
   */
  normal(loc: Parameter, scale: Parameter, size: SizeLike): NdArray;
  normal(...given: CallWith<[loc: number, scale: number], NormalOptions & Sized>): NdArray;
  normal(...given: Call<[loc: number, scale: number], NormalOptions>): number;
  normal(loc: Parameter, scale: Parameter): NdArray;
  normal(...given: readonly unknown[]): number | NdArray {
    const { loc = 0, scale = 1, size } = readCall('normal', given, ['loc', 'scale', 'size']);
    return distributed('normal', [loc, scale], size, (mean, deviation) => {
      requireScale('normal', deviation);
      return mean + deviation * this.#normal();
    });
  }

  /** Exponential numbers of mean `scale` (1): −scale · log(1 − u). @throws ValueError for a negative scale. */
  exponential(scale: Parameter, size: SizeLike): NdArray;
  exponential(...given: CallWith<[scale: number], { readonly scale?: number } & Sized>): NdArray;
  exponential(...given: Call<[scale: number], { readonly scale?: number }>): number;
  exponential(scale: Parameter): NdArray;
  exponential(...given: readonly unknown[]): number | NdArray {
    const { scale = 1, size } = readCall('exponential', given, ['scale', 'size']);
    return distributed('exponential', [scale], size, (mean) => {
      requireScale('exponential', mean);
      return -Math.log(1 - this.#double()) * mean;
    });
  }

  /**
   * Integers from `low` to below `high`; one bound alone is the upper one. int64 unless `dtype` says otherwise.
   *
   * ```ts
   * new np.random.RandomState(0).randint(10, { size: 5 }); // → [5 0 3 3 7]
   * ```
   *
   * @throws ValueError for low >= high, or bounds that the dtype cannot hold.
   */
  randint(
    low: number | bigint,
    high: number | bigint | null,
    size: SizeLike,
    options?: IntegerOptions,
  ): NdArray;
  randint(
    ...given: CallWith<[low: number | bigint, high: number | bigint | null], IntegerOptions & Sized>
  ): NdArray;
  randint(...given: Call<[low: number | bigint, high: number | bigint | null], IntegerOptions>): number;
  randint(...given: readonly unknown[]): number | boolean | NdArray {
    return integers(this.#engine, given);
  }

  /**
   * Shuffles an array (the rows of a matrix) or a list in place.
   *
   * ```ts
   * const a = np.arange(5);
   * new np.random.RandomState(0).shuffle(a);
   * a; // → [2 0 1 3 4]
   * ```
   */
  shuffle(x: NdArray | unknown[]): void {
    if (Array.isArray(x)) {
      shuffleSwaps(this.#engine, x.length, (i, j) => {
        [x[i], x[j]] = [x[j], x[i]];
      });
    } else if (x instanceof NdArray && x.ndim > 0) {
      const order = shuffledIndices(this.#engine, x.length);
      x.put(':', x.at(indices(order)));
    } else {
      throw new ArgumentError({
        who: 'shuffle',
        seen: x instanceof NdArray ? 'an array without dimensions' : describe(x),
        expected: 'an array or a list',
        hint: 'permutation makes a shuffled copy of anything',
      });
    }
  }

  /**
   * 0 … n − 1 in random order, or a shuffled copy of an array (of its rows).
   *
   * ```ts
   * new np.random.RandomState(0).permutation(5); // → [2 0 1 3 4]
   * ```
   */
  permutation(x: number | ArrayLike): NdArray {
    const a = isScalar(x)
      ? indices(Int32Array.from({ length: readSizes('permutation', x)[0] as number }, (_, i) => i))
      : asarray('permutation', x);
    return a.at(indices(shuffledIndices(this.#engine, a.length)));
  }

  /**
   * Random elements of `a` (of 0 … a − 1 for a number), with the probabilities `p` if given.
   *
   * ```ts
   * const rng = new np.random.RandomState(0);
   * rng.choice(5, 3, { replace: false }); // → [2 0 1]
   * rng.choice([0.5, 1.5], { size: 2, p: [1, 0] }); // → [0.5 0.5]
   * ```
   *
   * @throws ValueError for probabilities that are none, or more elements without replacement than there are.
   */
  choice(
    a: number | ArrayLike,
    size: SizeLike,
    replace?: boolean | ChoiceOptions,
    p?: ArrayLike | ChoiceOptions,
  ): NdArray;
  choice(a: number | ArrayLike, options: ChoiceOptions & Sized): NdArray;
  choice(a: number | ArrayLike, options?: ChoiceOptions): number;
  choice(...given: readonly unknown[]): number | boolean | NdArray {
    return choice(this.#engine, given);
  }

  #double(): number {
    return nextDouble(this.#engine);
  }

  /** A standard normal number by Marsaglia's polar method: a point in the unit circle gives two. */
  #normal(): number {
    if (this.#gauss !== null) {
      const kept = this.#gauss;
      this.#gauss = null;
      return kept;
    }
    for (;;) {
      const x = 2 * this.#double() - 1;
      const y = 2 * this.#double() - 1;
      const square = x * x + y * y;
      if (square >= 1 || square === 0) continue;
      const factor = Math.sqrt((-2 * Math.log(square)) / square);
      this.#gauss = factor * x;
      return factor * y;
    }
  }
}

function sizeOf(who: string, given: readonly unknown[]): number[] | undefined {
  const { size } = readCall(who, given, ['size']);
  return size === undefined ? undefined : readSizes(who, size);
}

function requireScale(who: string, scale: number): void {
  // Written so that -0 passes and NaN, whose numbers are NaN, does too.
  if (scale < 0) throw new ValueError({ who, seen: `scale < 0: ${scale}`, expected: 'a standard deviation' });
}

function indices(order: Int32Array): NdArray {
  return new NdArray(BigInt64Array.from(order, BigInt), int64, [order.length]);
}
