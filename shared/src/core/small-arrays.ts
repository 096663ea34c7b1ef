/*
 * Typed arrays of zeros, made fast where they are small. V8 keeps up to 64 bytes inside the array itself; for more it
 * asks the system for memory, which takes longer than the arithmetic on a few hundred elements. So small arrays share a
 * block: each cuts its part off, which nobody has had before. A block lives for as long as one of its arrays, and is
 * therefore not large.
 */

const BLOCK_BYTES = 8192;
const INSIDE_BYTES = 64;
const LARGEST_BYTES = BLOCK_BYTES / 8;

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

export function newFloat32Array(length: number): Float32Array<ArrayBuffer> {
  const at = reserved(4 * length);
  return at < 0 ? new Float32Array(length) : new Float32Array(block, at, length);
}

export function newFloat64Array(length: number): Float64Array<ArrayBuffer> {
  const at = reserved(8 * length);
  return at < 0 ? new Float64Array(length) : new Float64Array(block, at, length);
}

export function newInt32Array(length: number): Int32Array<ArrayBuffer> {
  const at = reserved(4 * length);
  return at < 0 ? new Int32Array(length) : new Int32Array(block, at, length);
}

export function newBigInt64Array(length: number): BigInt64Array<ArrayBuffer> {
  const at = reserved(8 * length);
  return at < 0 ? new BigInt64Array(length) : new BigInt64Array(block, at, length);
}
