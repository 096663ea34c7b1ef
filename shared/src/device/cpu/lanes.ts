import { asLongs, cast } from '../../core/cast.ts';
import { type Dtype, type FloatArray, int64, type TypedArray } from '../../core/dtype.ts';
import { newFloat64Array } from '../../core/small-arrays.ts';
import { type SumColumns, sumColumns, VECTOR, vectorSum } from '../../core/sums/single-sum.ts';
import { unsetFloat32Array } from '../../core/unset-array.ts';
import type { LaneCounts, Strided } from '../device.ts';
import type { LaneMap, LaneReduction } from '../formulas.ts';
import { kernelsForElements } from './path.ts';
import { arrayOf } from './strided.ts';
import { softmaxSimd, sumColumnsSimd } from './wasm/lanes.ts';

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
  const kernels = kernelsForElements(float.kernel === 'vectorSum' ? length : 0);
  if (data instanceof Float32Array && kernels !== null) {
    const sumBySimd: SumColumns = (x, start, rows, columns) =>
      sumColumnsSimd(kernels, x, start, rows, columns) ?? sumColumns(x, start, rows, columns);
    for (let i = 0; i < count; i++) out[i] = vectorSum(data, i * length, (i + 1) * length, sumBySimd);
    return result.kind === 'float' ? out : cast(out, result);
  }
  for (let i = 0; i < count; i++) out[i] = float(data, i * length, (i + 1) * length);
  return result.kind === 'float' ? out : cast(out, result);
}

/**
 * The sums of the columns of a matrix, each a lane, where a kernel can add whole rows; else null. `x` has the columns for
 * its rows, as lanes come, so that gathering them first would take longer than adding them.
 */
export function sumMatrixColumns(
  { float }: LaneReduction,
  x: Strided,
  { length, count }: LaneCounts,
  dtype: Dtype,
  result: Dtype,
): TypedArray | null {
  const data = arrayOf(x.storage.buffer);
  if (float.kernel !== 'columnSum' || !(data instanceof Float32Array) || dtype !== x.dtype) return null;
  const kernels = kernelsForElements(length * count);
  const sums = kernels === null ? null : sumColumnsSimd(kernels, data, x.offset, length, count);
  return sums === null ? null : cast(sums, result);
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
  const out = data instanceof Float32Array ? unsetFloat32Array(x.length) : newFloat64Array(x.length);
  const kernels = kernelsForElements(float.kernel !== undefined && length >= VECTOR ? x.length : 0);
  if (
    data instanceof Float32Array &&
    other instanceof Float32Array &&
    out instanceof Float32Array &&
    kernels !== null &&
    float.kernel !== undefined
  ) {
    if (softmaxSimd(kernels, float.kernel, data, other, length, out)) return out;
  }
  for (let start = 0; start < out.length; start += length) float(data, start, start + length, out, other);
  return out;
}

function asFloats(x: TypedArray): FloatArray {
  return x instanceof Float32Array || x instanceof Float64Array ? x : Float64Array.from(x, Number);
}
