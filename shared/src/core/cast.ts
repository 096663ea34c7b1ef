import { type Dtype, int64, type NumberArray, type TypedArray } from './dtype.ts';
import { newBigInt64Array, newInt32Array } from './small-arrays.ts';
import { unsetArray } from './unset-array.ts';

/** What an x86 CPU, and so PyTorch on one, makes of NaN, an infinity or a float too large for int64. */
const noInt64 = -(2n ** 63n);

/**
 * The elements converted to `dtype`, in a new array. Floats are cut towards zero on the way to an integer,
 * integers wrap around, and whatever is not zero is true.
 */
export function cast(source: TypedArray, dtype: Dtype): TypedArray {
  if (dtype === int64 && !(source instanceof BigInt64Array)) return asLongs(source);
  const out = unsetArray(dtype, source.length);
  if (source instanceof BigInt64Array) {
    if (out instanceof BigInt64Array) out.set(source);
    else if (dtype.kind === 'bool') for (let i = 0; i < out.length; i++) out[i] = source[i] === 0n ? 0 : 1;
    else if (dtype.kind === 'float') for (let i = 0; i < out.length; i++) out[i] = Number(source[i]);
    else for (let i = 0; i < out.length; i++) out[i] = Number(BigInt.asIntN(32, source[i] as bigint));
  } else if (dtype.kind === 'bool') {
    for (let i = 0; i < out.length; i++) out[i] = source[i] === 0 ? 0 : 1;
  } else {
    // A typed array stores a number by the rules above by itself.
    asNumbers(out).set(source);
  }
  return out;
}

/** A number as int64, cut towards zero. */
export function toInt64(value: number): bigint {
  if (!(Math.abs(value) < 2 ** 63)) return noInt64;
  return BigInt(Math.trunc(value));
}

/** Any typed array as int64: the form in which all integer arithmetic is done, exactly. */
export function asLongs(source: TypedArray): BigInt64Array {
  if (source instanceof BigInt64Array) return source;
  const longs = newBigInt64Array(source.length);
  // The low and the high word of each: most numbers have 32 bits, and need no bigint on the way.
  const words = new Int32Array(longs.buffer, longs.byteOffset, 2 * longs.length);
  for (let i = 0; i < longs.length; i++) {
    const value = source[i] as number;
    const word = value | 0;
    if (word === value) {
      words[2 * i] = word;
      words[2 * i + 1] = word >> 31;
    } else longs[i] = toInt64(value);
  }
  return longs;
}

/** The elements of an integer dtype as numbers: of int64 without a bigint for each, as long as all have 32 bits. */
export function integersAsNumbers(source: TypedArray): NumberArray {
  if (!(source instanceof BigInt64Array)) return source;
  const words = new Int32Array(source.buffer, source.byteOffset, 2 * source.length);
  const numbers = newInt32Array(source.length);
  for (let i = 0; i < numbers.length; i++) {
    const word = words[2 * i] as number;
    if (words[2 * i + 1] !== word >> 31) return Float64Array.from(source, Number);
    numbers[i] = word;
  }
  return numbers;
}

/** Narrows the array of a dtype other than int64, which is what the float loops are given. */
export function asNumbers(source: TypedArray): NumberArray {
  if (source instanceof BigInt64Array)
    throw new Error('a fault of the runtime: int64 elements in a float loop');
  return source;
}
