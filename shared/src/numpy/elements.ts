import { bool, type Dtype, type TypedArray } from '../core/dtype.ts';
import { exactNumber } from '../core/exact-number.ts';
import { takeElements } from '../core/positions.ts';

/** `result[i] = source[positions[i]]`, in an array of the same kind. */
export function gather(source: TypedArray, positions: Int32Array, dtype: Dtype): TypedArray {
  const out = dtype.allocate(positions.length);
  takeElements(source, positions, out);
  return out;
}

/** An array of the dtype with one value everywhere. */
export function constant(dtype: Dtype, length: number, value: number | bigint): TypedArray {
  const out = dtype.allocate(length);
  return out instanceof BigInt64Array ? out.fill(BigInt(value)) : out.fill(Number(value));
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
