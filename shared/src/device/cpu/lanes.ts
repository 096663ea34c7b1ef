import { asLongs, cast } from '../../core/cast.ts';
import { type Dtype, type FloatArray, int64, type TypedArray } from '../../core/dtype.ts';
import { newFloat32Array, newFloat64Array } from '../../core/small-arrays.ts';
import type { LaneCounts } from '../device.ts';
import type { LaneMap, LaneReduction } from '../formulas.ts';

/** Every lane of `length` elements reduced to one. */
export function reduceLanes(
  { float, integer }: LaneReduction,
  x: TypedArray,
  { length, count }: LaneCounts,
  dtype: Dtype,
  result: Dtype,
): TypedArray {
  if (integer !== undefined && dtype.kind !== 'float') {
    const data = asLongs(x);
    const out = new BigInt64Array(count);
    for (let i = 0; i < count; i++) out[i] = integer(data, i * length, (i + 1) * length);
    return result === int64 ? out : cast(out, result);
  }
  const data = asFloats(x);
  const out = result.kind === 'float' ? asFloats(result.allocate(count)) : newFloat64Array(count);
  for (let i = 0; i < count; i++) out[i] = float(data, i * length, (i + 1) * length);
  return result.kind === 'float' ? out : cast(out, result);
}

/** Every lane of `length` elements mapped to one of the same length. */
export function mapLanes(
  { float, integer }: LaneMap,
  x: TypedArray,
  beside: TypedArray,
  length: number,
  dtype: Dtype,
): TypedArray {
  if (integer !== undefined && dtype.kind === 'integer') {
    const data = asLongs(x);
    const out = new BigInt64Array(x.length);
    for (let start = 0; start < out.length; start += length) integer(data, start, start + length, out);
    return cast(out, dtype);
  }
  const data = asFloats(x);
  const other = asFloats(beside);
  const out = data instanceof Float32Array ? newFloat32Array(x.length) : newFloat64Array(x.length);
  for (let start = 0; start < out.length; start += length) float(data, start, start + length, out, other);
  return out;
}

function asFloats(x: TypedArray): FloatArray {
  return x instanceof Float32Array || x instanceof Float64Array ? x : Float64Array.from(x, Number);
}
