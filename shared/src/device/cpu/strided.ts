import type { TypedArray } from '../../core/dtype.ts';
import { product } from '../../core/shape.ts';

/*
 * The only code that knows strides. Every kernel works on contiguous arrays: a transposed or broadcast operand
 * is first gathered into one, a result for a view is scattered from one.
 */

/** Where a tensor's elements lie in its storage: element (i, j, …) at offset + i·strides[0] + j·strides[1] + … */
export interface Layout {
  readonly sizes: readonly number[];
  readonly strides: readonly number[];
  readonly offset: number;
}

/** The storage position of the first element of every row (run along the last dimension), in row-major order. */
function rowStarts({ sizes, strides, offset }: Layout): Int32Array {
  const last = sizes.length - 1;
  const starts = new Int32Array(product(sizes.slice(0, -1)));
  const index = new Int32Array(sizes.length);
  let at = offset;
  for (let row = 0; row < starts.length; row++) {
    starts[row] = at;
    // An odometer: step the last dimension before the rows', and carry.
    for (let dim = last - 1; dim >= 0; dim--) {
      at += strides[dim] as number;
      index[dim] = (index[dim] as number) + 1;
      if (index[dim] !== sizes[dim]) break;
      at -= (strides[dim] as number) * (sizes[dim] as number);
      index[dim] = 0;
    }
  }
  return starts;
}

/** The storage position of every element, in row-major order. */
export function positionsOf(layout: Layout): Int32Array {
  const { sizes, strides } = layout;
  if (sizes.length === 0) return Int32Array.of(layout.offset);
  const length = sizes.at(-1) as number;
  const step = strides.at(-1) as number;
  const starts = rowStarts(layout);
  const positions = new Int32Array(starts.length * length);
  let at = 0;
  for (const start of starts) {
    for (let i = 0; i < length; i++) positions[at++] = start + i * step;
  }
  return positions;
}

/** The elements of a layout in row-major order, in `out` (of the same array type as `source`). */
export function gather(source: TypedArray, layout: Layout, out: TypedArray): void {
  if (source instanceof BigInt64Array) {
    if (out instanceof BigInt64Array) gatherRows(source, layout, out);
  } else if (!(out instanceof BigInt64Array)) {
    gatherRows(source, layout, out);
  }
}

interface Elements<E> {
  readonly length: number;
  [index: number]: E;
}

function gatherRows<E>(source: Elements<E>, layout: Layout, out: Elements<E>): void {
  const { sizes, strides } = layout;
  const length = sizes.at(-1) ?? 1;
  const step = strides.at(-1) ?? 0;
  const starts = sizes.length === 0 ? Int32Array.of(layout.offset) : rowStarts(layout);
  let at = 0;
  for (const start of starts) {
    for (let i = 0; i < length; i++) out[at++] = source[start + i * step] as E;
  }
}

/** `out[i] = source[positions[i]]`. */
export function take(source: TypedArray, positions: Int32Array, out: TypedArray): void {
  if (source instanceof BigInt64Array) {
    if (out instanceof BigInt64Array) takeElements(source, positions, out);
  } else if (!(out instanceof BigInt64Array)) {
    takeElements(source, positions, out);
  }
}

function takeElements<E>(source: Elements<E>, positions: Int32Array, out: Elements<E>): void {
  for (let i = 0; i < positions.length; i++) out[i] = source[positions[i] as number] as E;
}

/** `target[positions[i]] = source[i]`; where a position stands twice, the later element wins. */
export function scatter(source: TypedArray, positions: Int32Array, target: TypedArray): void {
  if (source instanceof BigInt64Array) {
    if (target instanceof BigInt64Array) scatterElements(source, positions, target);
  } else if (!(target instanceof BigInt64Array)) {
    scatterElements(source, positions, target);
  }
}

function scatterElements<E>(source: Elements<E>, positions: Int32Array, target: Elements<E>): void {
  for (let i = 0; i < positions.length; i++) target[positions[i] as number] = source[i] as E;
}

/** `target[positions[i]] += source[i]`; where a position stands twice, both are added. */
export function addAt(source: TypedArray, positions: Int32Array, target: TypedArray): void {
  if (source instanceof BigInt64Array || target instanceof BigInt64Array) {
    const longs = target as BigInt64Array;
    for (let i = 0; i < positions.length; i++) {
      const at = positions[i] as number;
      longs[at] = (longs[at] as bigint) + (source[i] as bigint);
    }
    return;
  }
  for (let i = 0; i < positions.length; i++) {
    const at = positions[i] as number;
    target[at] = (target[at] as number) + (source[i] as number);
  }
}
