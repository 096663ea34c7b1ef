import { cast } from '../core/cast.ts';
import { bool, type Dtype, int64, type TypedArray } from '../core/dtype.ts';
import { ArgumentError, describe, RuntimeError } from '../core/errors.ts';
import { isContiguous, parseSizes, product } from '../core/shape.ts';
import { Storage } from '../device/storage.ts';
import { randperm as permutation } from '../random/randperm.ts';
import { argumentsByName, optionsAtEnd } from './arguments.ts';
import { created, createdLike, dtypeOption, type SizesAndOptions, splitSizes } from './creation.ts';
import { denseStrides } from './memory-order.ts';
import { type Bound, generatorOf, integerOf, type RandomOptions, randomOptions } from './random-arguments.ts';
import { integerElements, LARGEST, normalElements, uniformElements } from './random-elements.ts';
import { fromElements, Tensor } from './tensor.ts';

/**
 * Uniform numbers of [0, 1), of the given sizes, float32 unless said: `torch.rand(2, 3)`.
 *
 * ```ts
 * torch.manualSeed(0);
 * torch.rand(3); // → tensor([0.4963, 0.7682, 0.0885])
 * ```
 *
 * @throws RuntimeError for an integer dtype (see `randint`).
 */
export function rand(...args: SizesAndOptions<RandomOptions>): Tensor {
  const who = 'rand';
  const { sizes, dtype, options } = splitSizes(who, args, randomOptions);
  const generator = generatorOf(who, options?.generator);
  const elements = uniformElements(who, dtype, product(sizes), 0, 1, generator);
  return created(fromElements(elements, dtype, sizes), options);
}

/**
 * Standard normal numbers (mean 0, variance 1), of the given sizes, float32 unless said: `torch.randn(2, 3)`.
 *
 * ```ts
 * torch.manualSeed(0);
 * torch.randn(3); // → tensor([ 1.5410, -0.2934, -2.1788])
 * ```
 *
 * @throws RuntimeError for an integer dtype.
 */
export function randn(...args: SizesAndOptions<RandomOptions>): Tensor {
  const who = 'randn';
  const { sizes, dtype, options } = splitSizes(who, args, randomOptions);
  const generator = generatorOf(who, options?.generator);
  const elements = normalElements(who, dtype, product(sizes), true, 0, 1, generator);
  return created(fromElements(elements, dtype, sizes), options);
}

/** The arguments of `randint` by name. */
export interface RandintOptions extends RandomOptions {
  readonly low?: Bound;
  readonly high?: Bound;
  readonly size?: readonly number[];
}

/**
 * Whole numbers from `low` (0 unless given) to `high` - 1, all equally likely; int64 unless said: `torch.randint`.
 *
 * ```ts
 * torch.manualSeed(0);
 * torch.randint(0, 10, [5]); // → tensor([4, 9, 3, 0, 3])
 * ```
 *
 * @throws RuntimeError where `low` is not below `high`, or the dtype does not hold the numbers.
 */
export function randint(high: Bound, size: readonly number[], options?: RandomOptions): Tensor;
export function randint(low: Bound, high: Bound, size: readonly number[], options?: RandomOptions): Tensor;
export function randint(low: Bound, high: Bound, options: RandintOptions): Tensor;
export function randint(high: Bound, options: RandintOptions): Tensor;
export function randint(options: RandintOptions): Tensor;
export function randint(...args: readonly unknown[]): Tensor {
  const who = 'randint';
  // `low` comes first in order and may be left out all the same.
  const names =
    isBound(args[1]) || hasOption(args, 'high') ? ['low', 'high', 'size'] : ['high', 'size', 'low'];
  const given = argumentsByName(who, args, names, randomOptions);
  const size = given.get('size');
  if (!Array.isArray(size)) {
    throw new ArgumentError({
      who,
      seen: `size is ${describe(size)}`,
      expected: 'an array of whole numbers: randint(low, high, [2, 3])',
    });
  }
  const sizes = parseSizes(who, [size]);
  const options = optionsAtEnd(args);
  const dtype = dtypeOption(who, options, [...names, ...randomOptions]) ?? int64;
  return created(fromElements(drawnIntegers(who, dtype, product(sizes), given), dtype, sizes), options);
}

/**
 * The numbers 0 … n - 1 in random order; int64 unless said: `torch.randperm`.
 *
 * ```ts
 * torch.manualSeed(0);
 * torch.randperm(5); // → tensor([4, 0, 1, 3, 2])
 * ```
 *
 * @throws RuntimeError for a negative `n` and for a dtype that does not hold the numbers.
 */
export function randperm(n: number, options: RandomOptions = {}): Tensor {
  const who = 'randperm';
  const sizes = parseSizes(who, [n]);
  const dtype = dtypeOption(who, options, randomOptions) ?? int64;
  const generator = generatorOf(who, options.generator);
  requireHolds(dtype, n);
  return created(fromElements(cast(permutation(n, generator), dtype), dtype, sizes), options);
}

/** @throws RuntimeError where not all of 0 … n - 1 are different numbers of the dtype. */
function requireHolds(dtype: Dtype, n: number): void {
  if (BigInt(n) <= LARGEST[dtype.name] + 1n && dtype !== bool) return;
  throw new RuntimeError({
    who: 'randperm',
    seen: `n is ${n} and the dtype ${dtype}`,
    expected: 'a number dtype that holds every number from 0 to n - 1',
  });
}

/** Uniform numbers of [0, 1) in the shape and dtype of `x`: `torch.rand_like`. */
export function randLike(x: Tensor, options?: RandomOptions): Tensor {
  const who = 'randLike';
  return madeLike(who, x, options, (dtype) =>
    uniformElements(who, dtype, x.numel(), 0, 1, generatorOf(who, options?.generator)),
  );
}

/** Standard normal numbers in the shape and dtype of `x`: `torch.randn_like`. */
export function randnLike(x: Tensor, options?: RandomOptions): Tensor {
  const who = 'randnLike';
  return madeLike(who, x, options, (dtype, contiguous) => {
    const generator = generatorOf(who, options?.generator);
    return normalElements(who, dtype, x.numel(), contiguous, 0, 1, generator);
  });
}

/** Whole numbers from `low` (0 unless given) to `high` - 1 in the shape and dtype of `x`: `torch.randint_like`. */
export function randintLike(x: Tensor, high: Bound, options?: RandomOptions): Tensor;
export function randintLike(x: Tensor, low: Bound, high: Bound, options?: RandomOptions): Tensor;
export function randintLike(x: Tensor, options: RandintOptions): Tensor;
export function randintLike(x: Tensor, ...args: readonly unknown[]): Tensor {
  const who = 'randintLike';
  const names = isBound(args[1]) || hasOption(args, 'high') ? ['low', 'high'] : ['high', 'low'];
  const given = argumentsByName(who, args, names, randomOptions);
  const draw = (dtype: Dtype) => drawnIntegers(who, dtype, x.numel(), given);
  return madeLike(who, x, optionsAtEnd(args), draw, [...names, ...randomOptions]);
}

function isBound(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'bigint';
}

function hasOption(args: readonly unknown[], name: string): boolean {
  const options = optionsAtEnd(args);
  return options !== undefined && name in options;
}

function drawnIntegers(
  who: string,
  dtype: Dtype,
  length: number,
  given: ReadonlyMap<string, unknown>,
): TypedArray {
  const low = integerOf(who, 'low', given.get('low') ?? 0);
  const high = integerOf(who, 'high', given.get('high'));
  return integerElements(who, dtype, length, low, high, generatorOf(who, given.get('generator')));
}

/** A tensor like `x` of the elements that `draw` gives, in the order in which those of `x` lie in memory. */
function madeLike(
  who: string,
  x: Tensor,
  options: RandomOptions | undefined,
  draw: (dtype: Dtype, contiguous: boolean) => TypedArray,
  known: readonly string[] = randomOptions,
): Tensor {
  if (!(x instanceof Tensor)) throw new ArgumentError({ who, seen: describe(x), expected: 'a Tensor' });
  const dtype = dtypeOption(who, options, known) ?? x.dtype;
  const strides = denseStrides(x);
  const elements = draw(dtype, isContiguous(x.sizes, strides));
  return createdLike(
    new Tensor(new Storage(x.device.upload(elements), x.device), dtype, x.sizes, strides, 0),
    options,
  );
}
