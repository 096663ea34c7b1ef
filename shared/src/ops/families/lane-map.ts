import type { Dtype } from '../../core/dtype.ts';
import { normalizeDim } from '../../core/shape.ts';
import type { LaneMap } from '../../device/formulas.ts';
import { fromBuffer, type Tensor } from '../../tensor/tensor.ts';
import { copyOf } from './computed.ts';
import { requireTensor } from './operand.ts';
import { sameDevice } from './placing.ts';
import { permuted } from './reduction.ts';

/*
 * The lane map family: every lane along a dimension becomes one of the same length. Softmax and running sums are such.
 */

/**
 * Applies a map to every lane of `x` along one dimension, if need be together with the lane of `beside` at the same
 * place; the result has the shape of `x`, and no history.
 */
export function mapLanes(
  x: Tensor,
  dim: number,
  map: LaneMap,
  dtype: Dtype,
  beside: Tensor | null = null,
): Tensor {
  requireTensor(map.name, x);
  const at = normalizeDim(map.name, dim, x.ndim);
  const device = sameDevice(map.name, [x, beside]);
  const length = x.sizes[at] ?? 1;
  if (at >= x.ndim - 1)
    return fromBuffer(device.mapLanes(map, x, beside, length, dtype), dtype, x.sizes, device);
  const order = laneOrder(x, at);
  const ordered = permuted(x, order);
  const other = beside === null ? null : permuted(beside, order);
  const buffer = device.mapLanes(map, ordered, other, length, dtype);
  const mapped = fromBuffer(buffer, dtype, ordered.sizes, device);
  const back = x.sizes.map((_, i) => order.indexOf(i));
  return copyOf(permuted(mapped, back), dtype);
}

/** The dimensions with that of the lanes last. */
function laneOrder(x: Tensor, at: number): number[] {
  return [...x.sizes.keys()].filter((i) => i !== at).concat(at);
}
