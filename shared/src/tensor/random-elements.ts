import {
  bool,
  type Dtype,
  type DtypeName,
  type FloatArray,
  float32,
  type TypedArray,
} from '../core/dtype.ts';
import { RuntimeError } from '../core/errors.ts';
import { exponential } from '../random/exponential.ts';
import type { Generator } from '../random/generator.ts';
import { normal } from '../random/normal.ts';
import { randint } from '../random/randint.ts';
import { uniform } from '../random/uniform.ts';

/*
 * Random elements for a tensor: the arguments are checked, then the stream of the distribution is drawn from.
 * Nothing is drawn where an argument is refused.
 */

/** The largest number that `random_` draws for a dtype; for the floats the largest of an unbroken run of integers. */
export const LARGEST: Readonly<Record<DtypeName, bigint>> = {
  bool: 1n,
  uint8: 2n ** 8n - 1n,
  int8: 2n ** 7n - 1n,
  int16: 2n ** 15n - 1n,
  int32: 2n ** 31n - 1n,
  int64: 2n ** 63n - 1n,
  float32: 2n ** 24n,
  float64: 2n ** 53n,
};

export function isFloatArray(elements: TypedArray): elements is FloatArray {
  return elements instanceof Float32Array || elements instanceof Float64Array;
}

/** A float array of this length. @throws RuntimeError for an integer or bool dtype, as PyTorch names it. */
function floatElements(who: string, dtype: Dtype, length: number): FloatArray {
  const out = dtype.isFloatingPoint ? dtype.allocate(length) : null;
  if (out !== null && isFloatArray(out)) return out;
  throw new RuntimeError({
    who,
    seen: `not implemented for '${dtype.scalarName}' (${dtype})`,
    expected: 'float32 or float64',
    hint: 'randint and bernoulli_ make random integers',
  });
}

/** Uniform in [low, high). @throws RuntimeError where the bounds are the wrong way round or do not fit the dtype. */
export function uniformElements(
  who: string,
  dtype: Dtype,
  length: number,
  low: number,
  high: number,
  generator: Generator,
): FloatArray {
  const out = floatElements(who, dtype, length);
  const held = dtype === float32 ? Math.fround : (value: number) => value;
  for (const [name, bound] of [
    ['from', low],
    ['to', high],
  ] as const) {
    if (!Number.isFinite(held(bound))) {
      throw new RuntimeError({ who, seen: `${name} is out of bounds for ${dtype}: ${bound}` });
    }
  }
  if (low > high) {
    throw new RuntimeError({
      who,
      seen: `found from=${low} > to=${high}`,
      expected: 'a range [from, to)',
      hint: 'are the bounds the wrong way round?',
    });
  }
  if (!Number.isFinite(held(high - low))) {
    throw new RuntimeError({
      who,
      seen: `from=${low} and to=${high}`,
      expected: `bounds whose distance does not exceed the largest ${dtype}`,
    });
  }
  uniform(out, low, high, generator);
  return out;
}

/** Normal. @throws RuntimeError for a negative standard deviation. */
export function normalElements(
  who: string,
  dtype: Dtype,
  length: number,
  contiguous: boolean,
  mean: number,
  std: number,
  generator: Generator,
): FloatArray {
  const out = floatElements(who, dtype, length);
  if (!(std >= 0)) {
    throw new RuntimeError({ who, seen: `found std ${std}`, expected: 'normal expects std >= 0.0' });
  }
  normal(out, mean, std, generator, contiguous);
  return out;
}

/** Exponential with rate `lambda`. @throws RuntimeError for a negative rate. */
export function exponentialElements(
  who: string,
  dtype: Dtype,
  length: number,
  lambda: number,
  generator: Generator,
): FloatArray {
  const out = floatElements(who, dtype, length);
  if (!(lambda >= 0)) {
    throw new RuntimeError({ who, seen: `found lambda=${lambda}`, expected: 'a rate lambda >= 0.0' });
  }
  exponential(out, lambda, generator);
  return out;
}

/**
 * Integers of [low, high) in any dtype, `null` for all from `low` that the dtype holds.
 *
 * @throws RuntimeError for an empty range, and for bounds that the dtype does not hold.
 */
export function integerElements(
  who: string,
  dtype: Dtype,
  length: number,
  low: bigint,
  high: bigint | null,
  generator: Generator,
): TypedArray {
  const end = high ?? LARGEST[dtype.name] + 1n;
  if (low >= end) {
    throw new RuntimeError({
      who,
      seen: `from=${low} >= to=${end}`,
      expected: "'from' to be less than 'to': the upper bound itself is not drawn",
    });
  }
  requireHeld(who, 'from', low, dtype);
  requireHeld(who, 'to - 1', end - 1n, dtype);
  const out = dtype.allocate(length);
  randint(out, low, end, generator);
  return out;
}

/** @throws RuntimeError for an integer outside the dtype's range. (A float dtype rounds it.) */
function requireHeld(who: string, name: string, value: bigint, dtype: Dtype): void {
  const largest = dtype.kind === 'float' ? LARGEST.int64 : LARGEST[dtype.name];
  const smallest = dtype === bool || dtype.name === 'uint8' ? 0n : -largest - 1n;
  if (value >= smallest && value <= largest) return;
  throw new RuntimeError({
    who,
    seen: `${name} is out of bounds for ${dtype}: ${value}`,
    expected: `a number from ${smallest} to ${largest}`,
  });
}
