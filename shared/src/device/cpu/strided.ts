import { cast, toInt64 } from '../../core/cast.ts';
import type { Dtype, NumberArray, TypedArray } from '../../core/dtype.ts';
import { gather, type Layout, positionsOf } from '../../core/layout.ts';
import { scalarNumber } from '../../core/python.ts';
import { broadcastStrides, isContiguous, product, sameSizes } from '../../core/shape.ts';
import type { DeviceBuffer, Strided, StridedOrScalar } from '../device.ts';

/*
 * The only code that knows strides. Every loop works on contiguous arrays: a transposed or broadcast operand is first
 * gathered into one, a result for a view is scattered from one.
 */

/** The array that a buffer of this device is. */
export function arrayOf(buffer: DeviceBuffer): TypedArray {
  return buffer as TypedArray;
}

/** The elements in row-major order. They may be the buffer itself: read them, never write them. */
export function elementsOf(x: Strided): TypedArray {
  const data = arrayOf(x.storage.buffer);
  const count = product(x.sizes);
  if (isContiguous(x.sizes, x.strides)) {
    return count === data.length ? data : data.subarray(x.offset, x.offset + count);
  }
  const out = x.dtype.allocate(count);
  gather(data, x, out);
  return out;
}

/** The elements in row-major order converted to `dtype`; read-only, as above. */
export function elementsAs(x: Strided, dtype: Dtype): TypedArray {
  const elements = elementsOf(x);
  return x.dtype === dtype ? elements : cast(elements, dtype);
}

/** The elements of an operand stretched to `sizes`, converted to `dtype`; a single element stays single. Read-only. */
export function stretchedElements(x: StridedOrScalar, sizes: readonly number[], dtype: Dtype): TypedArray {
  if (!isStrided(x)) {
    const one = dtype.allocate(1);
    if (one instanceof BigInt64Array) one[0] = typeof x === 'bigint' ? x : toInt64(scalarNumber(x));
    else one[0] = dtype.kind === 'bool' ? Number(scalarNumber(x) !== 0) : scalarNumber(x);
    return one;
  }
  if (sameSizes(x.sizes, sizes) || product(x.sizes) === 1) return elementsAs(x, dtype);
  const out = x.dtype.allocate(product(sizes));
  const strides = broadcastStrides(x.sizes, x.strides, sizes);
  gather(arrayOf(x.storage.buffer), { sizes, strides, offset: x.offset }, out);
  return x.dtype === dtype ? out : cast(out, dtype);
}

function isStrided(x: StridedOrScalar): x is Strided {
  return typeof x === 'object' && 'storage' in x;
}

/** Rows of at least so many elements are written as one block; for shorter ones the call would cost more. */
const BLOCK = 16;

/** Writes the elements of `source`, stretched and converted, to the places of `target`. */
export function overwriteElements(source: Strided, target: Strided): void {
  const elements = stretchedElements(source, target.sizes, target.dtype);
  const data = arrayOf(target.storage.buffer);
  const repeated = elements.length === 1 && product(target.sizes) !== 1;
  const { length, outer } = innermostBlock(target);
  if (repeated || (length < BLOCK && outer.sizes.length > 0)) {
    const positions = positionsOf(target);
    for (let i = 0; i < positions.length; i++) {
      data[positions[i] as number] = elements[repeated ? 0 : i] as number;
    }
    return;
  }
  positionsOf(outer).forEach((start, i) => {
    const block = elements.subarray(i * length, (i + 1) * length);
    if (data instanceof BigInt64Array) data.set(block as BigInt64Array, start);
    else data.set(block as NumberArray, start);
  });
}

/** How many elements lie side by side in the last dimensions, and how the blocks of them lie. */
function innermostBlock({ sizes, strides, offset }: Layout): { length: number; outer: Layout } {
  let length = 1;
  let dim = sizes.length;
  while (dim > 0 && (strides[dim - 1] === length || sizes[dim - 1] === 1)) length *= sizes[--dim] as number;
  return { length, outer: { sizes: sizes.slice(0, dim), strides: strides.slice(0, dim), offset } };
}
