import { bool, int32 } from '../../core/dtype.ts';
import { positionsOf } from '../../core/layout.ts';
import type { Scalar } from '../../core/python.ts';
import { contiguousStrides } from '../../core/shape.ts';
import type { Device } from '../../device/device.ts';
import { addAt, fillAt, put, take } from '../../device/kernels/positions.ts';
import { filled, moved } from '../../tensor/creation.ts';
import { record } from '../../tensor/graph.ts';
import { fromElements, Tensor } from '../../tensor/tensor.ts';
import { computed, copyOf, inDtype, runKernel } from './computed.ts';

/*
 * Operations that only choose elements: indexing, slices, gather, sort, pooling. Each is a list of positions
 * into the elements of its operand in row-major order, and its gradient puts every element back where it came
 * from: `picked` and `placed` are each other's gradients.
 */

/** Positions of elements: worked out on the host, or int32 elements that a kernel left on the device. */
export type Positions = Int32Array | Tensor;

function positionsOn(device: Device, positions: Positions): Tensor {
  return positions instanceof Tensor ? positions : fromElements(positions, int32, [positions.length], device);
}

/** y[i] = x[positions[i]], in the shape `sizes`. Positions count the elements of `x` in row-major order. */
export function picked(name: string, x: Tensor, positions: Positions, sizes: readonly number[]): Tensor {
  const places = positionsOn(x.device, positions);
  const y = computed(name, take, [x, places], x.dtype, sizes, null);
  const from = x.sizes;
  return record(y, name, [x], (grad) => [placed(grad, places, from)]);
}

/** Zeros of shape `sizes` with x[i] added at positions[i]: an element that is named twice gets both. */
export function placed(
  x: Tensor,
  positions: Positions,
  sizes: readonly number[],
  name = 'PlaceBackward',
): Tensor {
  const places = positionsOn(x.device, positions);
  const y = computed(name, addAt, [x, places], x.dtype, sizes, { truth: x.dtype === bool });
  const from = x.sizes;
  return record(y, name, [x], (grad) => [picked('PickBackward', grad, places, from)]);
}

/** A copy of `x` with values[i] at positions[i]; where a position stands twice, the later element wins. */
export function withPut(who: string, x: Tensor, positions: Positions, values: Tensor): Tensor {
  const y = copyOf(x, x.dtype);
  runKernel(who, put, [inDtype(values, x.dtype), positionsOn(x.device, positions)], [y], null);
  return y;
}

/** A copy of `x` with values[i] added at positions[i]; where a position stands twice, both are added. */
export function withAdded(who: string, x: Tensor, positions: Positions, values: Tensor): Tensor {
  const y = copyOf(x, x.dtype);
  runKernel(who, addAt, [values, positionsOn(x.device, positions)], [y], { truth: x.dtype === bool });
  return y;
}

/** A copy of `x` with one value, a number or a 0-d tensor, at all of the positions. */
export function withFilled(x: Tensor, positions: Positions, value: Scalar | Tensor): Tensor {
  const y = copyOf(x, x.dtype);
  const one = value instanceof Tensor ? moved(value, x.device) : filled([], value, x.dtype, x.device);
  runKernel('fill', fillAt, [inDtype(one, x.dtype), positionsOn(x.device, positions)], [y], null);
  return y;
}

/** Where sizes and strides say that a view finds its elements. */
export interface ViewLayout {
  readonly sizes: readonly number[];
  readonly strides: readonly number[];
  readonly offset: number;
}

/** The positions, in row-major order of the shape `from`, of what a view of it shows. */
export function viewPositions(
  from: readonly number[],
  layout: (strides: readonly number[], offset: number) => ViewLayout,
): Int32Array {
  return positionsOf(layout(contiguousStrides(from), 0));
}

/**
 * The positions of what a view of `base` shows, among the elements of `base` in row-major order. The two share a
 * storage, and the places there are the positions unless the base has itself been turned or cut.
 */
export function positionsIn(base: Tensor, view: ViewLayout): Int32Array {
  const places = positionsOf(view);
  if (base.offset === 0 && base.isContiguous()) return places;
  const positionAt = new Map<number, number>();
  positionsOf(base).forEach((place, position) => {
    positionAt.set(place, position);
  });
  return places.map((place) => positionAt.get(place) ?? 0);
}
