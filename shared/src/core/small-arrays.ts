/*
 * Typed arrays of zeros, made fast where they are small. V8 keeps up to 64 bytes inside the array itself; for more it
 * asks the system for memory, which takes longer than the arithmetic on a few hundred elements. So small arrays share a
 * block: each cuts its part off, which nobody has had before. A block lives for as long as one of its arrays, and is
 * therefore not large.
 */

const BLOCK_BYTES = 65536;
const INSIDE_BYTES = 64;
const LARGEST_BYTES = BLOCK_BYTES / 16;

let block = new ArrayBuffer(0);
let used = 0;

/** Where in `block` there are so many bytes; −1 where an array of that size does better alone. */
function reserved(bytes: number): number {
  // What is no size at all is left to the array to refuse.
  if (!(bytes > INSIDE_BYTES && bytes <= LARGEST_BYTES)) return -1;
  if (used + bytes > block.byteLength) {
    block = new ArrayBuffer(BLOCK_BYTES);
    used = 0;
  }
  const at = used;
  // Elements of 8 bytes stand at multiples of 8.
  used += (bytes + 7) & ~7;
  return at;
}

interface ArrayType<A> {
  readonly BYTES_PER_ELEMENT: number;
  new (length: number): A;
  new (buffer: ArrayBuffer, byteOffset: number, length: number): A;
}

/** What makes arrays of a type, of so many elements, all 0. */
function makerOf<A>(Type: ArrayType<A>): (length: number) => A {
  return (length) => {
    const at = reserved(length * Type.BYTES_PER_ELEMENT);
    return at < 0 ? new Type(length) : new Type(block, at, length);
  };
}

/** As the others, but said for this type alone: of these there are most, and V8 compiles what sees one type better. */
export function newFloat32Array(length: number): Float32Array<ArrayBuffer> {
  const at = reserved(length * Float32Array.BYTES_PER_ELEMENT);
  return at < 0 ? new Float32Array(length) : new Float32Array(block, at, length);
}

export const newFloat64Array = makerOf<Float64Array<ArrayBuffer>>(Float64Array);
export const newInt32Array = makerOf<Int32Array<ArrayBuffer>>(Int32Array);
export const newBigInt64Array = makerOf<BigInt64Array<ArrayBuffer>>(BigInt64Array);
