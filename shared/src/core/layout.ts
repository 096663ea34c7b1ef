import type { TypedArray } from './dtype.ts';
import { product } from './shape.ts';

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
  const length = sizes.at(-1) ?? 1;
  const step = strides.at(-1) ?? 0;
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
  } else if (source instanceof Float32Array && out instanceof Float32Array) {
    gatherSingles(source, layout, out);
  } else if (!(out instanceof BigInt64Array)) {
    gatherRows(source, layout, out);
  }
}

/** Rows of at least so many elements are copied as one block; for shorter ones the call would cost more. */
const BLOCK = 32;

/** Nearly every call is float32: a loop that sees one array type only runs several times faster. */
function gatherSingles(source: Float32Array, layout: Layout, out: Float32Array): void {
  const length = layout.sizes.at(-1) ?? 1;
  const step = layout.strides.at(-1) ?? 0;
  let at = 0;
  for (const start of rowStarts(layout)) {
    if (length >= BLOCK && step <= 1) {
      if (step === 1) out.set(source.subarray(start, start + length), at);
      else out.fill(source[start] as number, at, at + length);
      at += length;
    } else for (let i = 0; i < length; i++) out[at++] = source[start + i * step] as number;
  }
}

interface Elements<E> {
  readonly length: number;
  [index: number]: E;
}

function gatherRows<E>(source: Elements<E>, layout: Layout, out: Elements<E>): void {
  const length = layout.sizes.at(-1) ?? 1;
  const step = layout.strides.at(-1) ?? 0;
  let at = 0;
  for (const start of rowStarts(layout)) {
    for (let i = 0; i < length; i++) out[at++] = source[start + i * step] as E;
  }
}
