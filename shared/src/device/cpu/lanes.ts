import { asLongs, cast } from '../../core/cast.ts';
import { type Dtype, type FloatArray, int64, type TypedArray } from '../../core/dtype.ts';
import { newFloat32Array, newFloat64Array } from '../../core/small-arrays.ts';
import { ABREAST, abreastSum, VECTOR } from '../../core/sums/single-sum.ts';
import { unsetFloat32Array } from '../../core/unset-array.ts';
import type { LaneCounts, Strided } from '../device.ts';
import type { LaneMap, LaneReduction } from '../formulas.ts';
import { kernelsForElements } from './path.ts';
import { arrayOf } from './strided.ts';
import { extremesSimd } from './wasm/extremes.ts';
import type { Kernels } from './wasm/kernels.ts';
import { softmaxSimd } from './wasm/lanes.ts';
import { sumColumnsSimd, sumLanesSimd } from './wasm/sums.ts';

/** Every lane of `length` elements reduced to one. */
export function reduceLanes(
  reduction: LaneReduction,
  x: TypedArray,
  { length, count }: LaneCounts,
  dtype: Dtype,
  result: Dtype,
): TypedArray {
  const { float, integer } = reduction;
  if (integer !== undefined && dtype.kind !== 'float') {
    const data = asLongs(x);
    const out = new BigInt64Array(count);
    for (let i = 0; i < count; i++) out[i] = integer(data, i * length, (i + 1) * length);
    return result === int64 ? out : cast(out, result);
  }
  const data = asFloats(x);
  const out = result.kind === 'float' ? asFloats(result.allocate(count)) : newFloat64Array(count);
  const kernels = kernelsForElements(float.kernel === undefined ? 0 : length * count);
  const isDone =
    kernels !== null &&
    data instanceof Float32Array &&
    reduceBySimd(kernels, reduction, data, { length, count }, out);
  if (!isDone) for (let i = 0; i < count; i++) out[i] = float(data, i * length, (i + 1) * length);
  return result.kind === 'float' ? out : cast(out, result);
}

/** The same by the kernel that the reduction names; false where the lanes are none for it. */
function reduceBySimd(
  kernels: Kernels,
  { float: { kernel }, isMean }: LaneReduction,
  x: Float32Array,
  { length, count }: LaneCounts,
  out: FloatArray,
): boolean {
  if (kernel === 'vectorSum') {
    if (length < VECTOR || !(out instanceof Float32Array)) return false;
    sumLanesSimd(kernels, x, length, out);
    if (isMean) for (let i = 0; i < count; i++) out[i] = (out[i] as number) / length;
    return true;
  }
  if (kernel === undefined || kernel === 'columnSum') return false;
  const sign = kernel === 'largest' || kernel === 'largestPlace' ? 1 : -1;
  const places = extremesSimd(kernels, x, length, count, sign);
  if (places === null) return false;
  if (kernel === 'largestPlace' || kernel === 'smallestPlace') out.set(places);
  else for (let i = 0; i < count; i++) out[i] = x[i * length + (places[i] as number)] as number;
  return true;
}

/** The sums of the columns of a matrix: of those that fill whole blocks by the kernel. False where they are too many for it. */
function sumColumnsBySimd(
  kernels: Kernels,
  x: Float32Array,
  start: number,
  rows: number,
  sums: Float32Array,
): boolean {
  const columns = sums.length;
  const width = columns - (columns % (VECTOR * ABREAST));
  const wide = sumColumnsSimd(kernels, x, start, rows, columns, width);
  if (wide === null) return false;
  sums.set(wide);
  for (let j = width; j < columns; j++) {
    sums[j] = abreastSum(x, start + j, start + j + rows * columns, columns);
  }
  return true;
}

/**
 * The sums of the columns of a matrix, each a lane, where whole rows can be added; else null. `x` has the columns for its
 * rows, as lanes come, so that gathering them first would take longer than adding them.
 */
export function sumMatrixColumns(
  { float, isMean }: LaneReduction,
  x: Strided,
  { length, count }: LaneCounts,
  dtype: Dtype,
  result: Dtype,
): TypedArray | null {
  const data = arrayOf(x.storage.buffer);
  if (float.columns === undefined || !(data instanceof Float32Array) || dtype !== x.dtype) return null;
  const sums = newFloat32Array(count);
  const kernels = float.kernel === 'columnSum' ? kernelsForElements(length * count) : null;
  if (kernels === null || !sumColumnsBySimd(kernels, data, x.offset, length, sums)) {
    float.columns(data, x.offset, length, sums);
  }
  if (isMean) for (let j = 0; j < count; j++) sums[j] = (sums[j] as number) / length;
  return result === dtype ? sums : cast(sums, result);
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
