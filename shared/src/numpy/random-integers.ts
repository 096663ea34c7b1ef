import { bool, type Dtype, int64, type TypedArray } from '../core/dtype.ts';
import { ArgumentError, describe, ValueError } from '../core/errors.ts';
import type { Mt19937 } from '../random/mt19937.ts';
import { readCall, readDtype } from './arguments.ts';
import type { NdArray } from './nd-array.ts';
import { integerRange } from './promotion.ts';
import { countOf, sized } from './random-distribution.ts';
import { narrowDraws, nextBelow, nextLongBelow } from './random-draws.ts';

const who = 'randint';

/** A bound of `randint` as a bigint. @throws TypeError for what is no whole number. */
function readBound(name: string, value: unknown): bigint {
  if (typeof value === 'bigint' || typeof value === 'boolean') return BigInt(value);
  if (Number.isInteger(value)) return BigInt(Number(value));
  throw new ArgumentError({ who, seen: `${name} is ${describe(value)}`, expected: 'a whole number' });
}

/** The integers from `low` to below `high` that a dtype can hold. */
export interface Range {
  readonly low: bigint;
  readonly most: bigint;
}

/** @throws ValueError for an empty range or one that the dtype does not hold. */
function readRange(first: unknown, second: unknown, dtype: Dtype): Range {
  // One bound alone is the upper one.
  const low = second === undefined ? 0n : readBound('low', first);
  const high = second === undefined ? readBound('high', first) : readBound('high', second);
  const [least, greatest] = integerRange[dtype.name] ?? [0n, -1n];
  if (dtype.isFloatingPoint) {
    throw new ArgumentError({
      who,
      seen: `Unsupported dtype ${dtype.name} for randint`,
      expected: 'an integer dtype',
    });
  }
  if (low < least)
    throw new ValueError({
      who,
      seen: `low is ${low}: out of bounds for ${dtype.name}`,
      expected: `${least} or more`,
    });
  if (high - 1n > greatest) {
    throw new ValueError({
      who,
      seen: `high is ${high}: out of bounds for ${dtype.name}`,
      expected: `${greatest + 1n} or less`,
    });
  }
  if (low >= high) {
    throw new ValueError({
      who,
      seen: `low >= high: ${low} and ${high}`,
      expected: 'low below high, which itself is never drawn',
    });
  }
  return { low, most: high - 1n - low };
}

/** `count` integers in [low, low + most] of the dtype. */
export function drawIntegers(engine: Mt19937, { low, most }: Range, dtype: Dtype, count: number): TypedArray {
  const out = dtype.allocate(count);
  if (out instanceof BigInt64Array) {
    for (let i = 0; i < count; i++) out[i] = low + nextLongBelow(engine, most);
    return out;
  }
  const bits = dtype === bool ? 1 : dtype.itemSize * 8;
  const next = bits < 32 ? narrowDraws(engine, bits, Number(most)) : () => nextBelow(engine, Number(most));
  for (let i = 0; i < count; i++) out[i] = Number(low) + next();
  return out;
}

/** What `randint` gives for its arguments. */
export function integers(engine: Mt19937, given: readonly unknown[]): NdArray | number | boolean {
  const { low, high, size, dtype } = readCall(who, given, ['low', 'high', 'size', 'dtype']);
  const target = dtype === undefined ? int64 : readDtype(who, dtype);
  const range = readRange(low, high, target);
  return sized(who, drawIntegers(engine, range, target, countOf(who, size)), target, size);
}
