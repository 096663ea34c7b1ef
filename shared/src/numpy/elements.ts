import { bool, type Dtype, int64, type TypedArray } from '../core/dtype.ts';
import { exactNumber } from '../core/exact-number.ts';

interface Writable<E> {
  readonly length: number;
  [index: number]: E;
}

/** A fault of this library: int64 elements are bigints, and never meet numbers without a cast. */
function mixed(): Error {
  return new Error('a fault of the runtime: bigints among numbers');
}

/** `result[i] = source[positions[i]]`, in an array of the same kind. */
export function gather(source: TypedArray, positions: Int32Array, dtype: Dtype): TypedArray {
  const out = dtype.allocate(positions.length);
  const pick = <E>(from: Writable<E>, into: Writable<E>): void => {
    for (let i = 0; i < positions.length; i++) into[i] = from[positions[i] as number] as E;
  };
  if (source instanceof BigInt64Array) {
    if (!(out instanceof BigInt64Array)) throw mixed();
    pick(source, out);
  } else {
    if (out instanceof BigInt64Array) throw mixed();
    pick(source, out);
  }
  return out;
}

/** `target[positions[i]] = source[i]`, for arrays of the same kind. */
export function scatter(source: TypedArray, positions: Int32Array, target: TypedArray): void {
  const place = <E>(from: Writable<E>, into: Writable<E>): void => {
    for (let i = 0; i < positions.length; i++) into[positions[i] as number] = from[i] as E;
  };
  if (source instanceof BigInt64Array) {
    if (!(target instanceof BigInt64Array)) throw mixed();
    place(source, target);
  } else {
    if (target instanceof BigInt64Array) throw mixed();
    place(source, target);
  }
}

/** An array of the dtype with one value everywhere. */
export function constant(dtype: Dtype, length: number, value: number | bigint): TypedArray {
  const out = dtype.allocate(length);
  return out instanceof BigInt64Array ? out.fill(BigInt(value)) : out.fill(Number(value));
}

/** What NumPy on an x86 CPU makes of NaN, an infinity or a float that is too large for int64. */
const noInt64 = -(2n ** 63n);

/**
 * The elements in another dtype, in a new array: floats are cut towards zero, integers wrap around, whatever is
 * not zero is true.
 */
export function castElements(source: TypedArray, dtype: Dtype): TypedArray {
  if (dtype === int64) return toLongs(source).slice();
  const out = dtype.allocate(source.length);
  const floating = dtype.kind === 'float';
  for (let i = 0; i < out.length; i++) {
    const value = source[i] as number | bigint;
    if (dtype === bool) out[i] = Number(value) === 0 ? 0 : 1;
    // The low 32 bits carry over exactly, and the typed array cuts them to its own width.
    else out[i] = typeof value === 'bigint' && !floating ? Number(BigInt.asIntN(32, value)) : Number(value);
  }
  return out;
}

/** The elements as int64, the form in which integers are computed with; the same array if it is one already. */
export function toLongs(source: TypedArray): BigInt64Array {
  if (source instanceof BigInt64Array) return source;
  const longs = new BigInt64Array(source.length);
  for (let i = 0; i < longs.length; i++) {
    const value = source[i] as number;
    longs[i] = Math.abs(value) < 2 ** 63 ? BigInt(Math.trunc(value)) : noInt64;
  }
  return longs;
}

/** The elements as numbers, the form in which floats are computed with; the same array if it holds numbers already. */
export function toNumbers(source: TypedArray): ArrayLike<number> {
  return source instanceof BigInt64Array ? Float64Array.from(source, Number) : source;
}

/** An element as a JavaScript value: a boolean for bool, else a number. @throws RuntimeError beyond 2**53. */
export function elementValue(who: string, dtype: Dtype, value: number | bigint): number | boolean {
  if (dtype === bool) return value !== 0;
  return exactNumber(who, value);
}
