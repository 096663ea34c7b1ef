import { contiguousStrides, product } from '../../core/shape.ts';
import { addAt, positionsOf, take } from '../../device/cpu/strided.ts';
import { elementsOf } from '../../tensor/elements.ts';
import { record } from '../../tensor/graph.ts';
import { fromElements, type Tensor } from '../../tensor/tensor.ts';

/*
 * Operations that only choose elements: indexing, slices, gather, sort, pooling. Each is a list of positions
 * into the elements of its operand in row-major order, and its gradient puts every element back where it came
 * from: `picked` and `placed` are each other's gradients.
 */

/** y[i] = x[positions[i]], in the shape `sizes`. Positions count the elements of `x` in row-major order. */
export function picked(name: string, x: Tensor, positions: Int32Array, sizes: readonly number[]): Tensor {
  const out = x.dtype.allocate(positions.length);
  take(elementsOf(x), positions, out);
  const from = x.sizes;
  return record(fromElements(out, x.dtype, sizes), name, [x], (grad) => [placed(grad, positions, from)]);
}

/** Zeros of shape `sizes` with x[i] added at positions[i]: an element that is named twice gets both. */
export function placed(
  x: Tensor,
  positions: Int32Array,
  sizes: readonly number[],
  name = 'PlaceBackward',
): Tensor {
  const out = x.dtype.allocate(product(sizes));
  addAt(elementsOf(x), positions, out);
  const from = x.sizes;
  return record(fromElements(out, x.dtype, sizes), name, [x], (grad) => [
    picked('PickBackward', grad, positions, from),
  ]);
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
