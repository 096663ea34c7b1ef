import type { TypedArray } from './dtype.ts';
import { product } from './shape.ts';
import { newInt32Array } from './small-arrays.ts';

/** Where a tensor's elements lie in its storage: element (i, j, …) at offset + i·strides[0] + j·strides[1] + … */
export interface Layout {
  readonly sizes: readonly number[];
  readonly strides: readonly number[];
  readonly offset: number;
}

/** The storage position of the first element of every row (run along the last dimension), in row-major order. */
function rowStarts({ sizes, strides, offset }: Layout): Int32Array {
  if (sizes.length === 0) return Int32Array.of(offset);
  const last = sizes.length - 1;
  const starts = newInt32Array(product(sizes.slice(0, -1)));
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
  const length = sizes.at(-1) ?? 1;
  const step = strides.at(-1) ?? 0;
  const starts = rowStarts(layout);
  const positions = newInt32Array(starts.length * length);
  let at = 0;
  for (const start of starts) {
    for (let i = 0; i < length; i++) positions[at++] = start + i * step;
  }
  return positions;
}

/** The elements of a layout in row-major order, in `out` (of the same array type as `source`). */
export function gather(source: TypedArray, layout: Layout, out: TypedArray): void {
  if (source instanceof Float32Array && out instanceof Float32Array) gatherFloat32(source, layout, out);
  else if (source instanceof BigInt64Array) {
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
  const length = layout.sizes.at(-1) ?? 1;
  const step = layout.strides.at(-1) ?? 0;
  const starts = rowStarts(layout);
  for (let row = 0, at = 0; row < starts.length; row++) {
    const start = starts[row] as number;
    for (let i = 0; i < length; i++) out[at++] = source[start + i * step] as E;
  }
}

/** Rows of at least so many elements are copied as one block; for shorter ones the call would cost more. */
const BLOCK = 32;

/** The same for float32, in a loop that sees no other array: bigints in the one above make objects of its numbers. */
function gatherFloat32(source: Float32Array, layout: Layout, out: Float32Array): void {
  const { sizes, strides, offset } = layout;
  const rank = sizes.length;
  const length = sizes[rank - 1] ?? 1;
  const step = strides[rank - 1] ?? 0;
  // The rows of a matrix follow one another at equal distances.
  const starts = rank > 2 ? rowStarts(layout) : null;
  const rowStep = strides[rank - 2] ?? 0;
  for (let row = 0, at = 0; at < out.length; row++) {
    const start = starts === null ? offset + row * rowStep : (starts[row] as number);
    if (step === 1 && length >= BLOCK) {
      out.set(source.subarray(start, start + length), at);
      at += length;
    } else for (let i = 0; i < length; i++) out[at++] = source[start + i * step] as number;
  }
}
