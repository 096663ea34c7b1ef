import { type Dtype, float32, type TypedArray } from './dtype.ts';
import { newFloat32Array } from './small-arrays.ts';

/*
 * Room for results that are written in full. A typed array comes zeroed, which for a large one takes as long as the
 * arithmetic does; Node can give memory as it is. What such an array holds before it is written is arbitrary: it must
 * never reach a caller unwritten.
 */

/** From how many bytes on memory as it is comes faster than zeros. */
const LARGE_BYTES = 65536;

/**
 * The allocator of C keeps what was freed for the next request only up to a size, which it raises to that of the largest
 * block that it has seen come back, 32 MiB at most; what is larger goes to the system, and every page of it is fetched
 * anew. So it sees one such block, which nobody writes and the collector frees.
 */
const LARGEST_KEPT = 32 * 2 ** 20 - LARGE_BYTES;

/** Node's `Buffer` as far as it is used here. */
interface Unset {
  allocUnsafeSlow(bytes: number): { readonly buffer: ArrayBuffer };
}

/** Not yet looked for: undefined. Not Node: null. */
let node: Unset | null | undefined;

function unsetMemory(bytes: number): ArrayBuffer | null {
  if (node === undefined) {
    const found: Partial<Unset> | undefined = Reflect.get(globalThis, 'Buffer');
    node = typeof found?.allocUnsafeSlow === 'function' ? (found as Unset) : null;
    memoryOf(LARGEST_KEPT);
  }
  return memoryOf(bytes);
}

/** null where there is no allocator, or it has no such block left: then there is nothing gained, and nothing lost. */
function memoryOf(bytes: number): ArrayBuffer | null {
  try {
    return node?.allocUnsafeSlow(bytes).buffer ?? null;
  } catch {
    return null;
  }
}

/** A float32 array whose elements are still to be written, all of them. */
export function unsetFloat32Array(length: number): Float32Array<ArrayBuffer> {
  const bytes = length * Float32Array.BYTES_PER_ELEMENT;
  const memory = bytes >= LARGE_BYTES ? unsetMemory(bytes) : null;
  return memory === null ? newFloat32Array(length) : new Float32Array(memory);
}

/** An array of this dtype whose elements are still to be written, all of them. */
export function unsetArray(dtype: Dtype, length: number): TypedArray {
  return dtype === float32 ? unsetFloat32Array(length) : dtype.allocate(length);
}
