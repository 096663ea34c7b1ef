import { type Dtype, type FloatArray, float32 } from '../../core/dtype.ts';
import { normalizeDim } from '../../core/shape.ts';
import { asLongs, cast } from '../../device/cpu/cast.ts';
import { elementsAs, elementsOf } from '../../tensor/elements.ts';
import { fromElements, type Tensor } from '../../tensor/tensor.ts';
import { requireTensor } from './operand.ts';
import { floatElements, permuted } from './reduction.ts';

/** What a lane becomes when its length stays: softmax, cumulative sums. */
export interface LaneMaps {
  readonly float: (x: FloatArray, start: number, end: number, y: FloatArray) => void;
  readonly integer?: (x: BigInt64Array, start: number, end: number, y: BigInt64Array) => void;
}

/** Applies a map to every lane along one dimension; the result has the shape of `x`, and no history. */
export function mapLanes(who: string, x: Tensor, dim: number, maps: LaneMaps, dtype: Dtype): Tensor {
  requireTensor(who, x);
  const at = normalizeDim(who, dim, x.ndim);
  const order = laneOrder(x, at);
  const ordered = permuted(x, order);
  const length = x.sizes[at] ?? 1;
  const count = x.numel();
  let mapped: Tensor;
  if (maps.integer !== undefined && dtype.kind === 'integer') {
    const data = asLongs(elementsAs(ordered, dtype));
    const out = new BigInt64Array(count);
    for (let start = 0; start < count; start += length) maps.integer(data, start, start + length, out);
    mapped = fromElements(cast(out, dtype), dtype, ordered.sizes);
  } else {
    const data = floatElements(ordered, dtype);
    const out = dtype === float32 ? new Float32Array(count) : new Float64Array(count);
    for (let start = 0; start < count; start += length) maps.float(data, start, start + length, out);
    mapped = fromElements(out, dtype, ordered.sizes);
  }
  if (at === x.ndim - 1 || x.ndim === 0) return mapped;
  const back = permuted(
    mapped,
    x.sizes.map((_, i) => order.indexOf(i)),
  );
  return fromElements(elementsOf(back), dtype, x.sizes);
}

/** The elements of `x` in the order in which a map along `dim` sees them: for a map of two tensors at once. */
export function laneElements(x: Tensor, dim: number): FloatArray {
  return floatElements(permuted(x, laneOrder(x, dim)), x.dtype);
}

/** The dimensions with that of the lanes last. */
function laneOrder(x: Tensor, at: number): number[] {
  return x.ndim === 0 ? [] : [...x.sizes.keys()].filter((i) => i !== at).concat(at);
}
