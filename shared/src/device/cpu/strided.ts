import { cast, toInt64 } from '../../core/cast.ts';
import type { Dtype, TypedArray } from '../../core/dtype.ts';
import { gather, positionsOf } from '../../core/layout.ts';
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

/** Writes the elements of `source`, stretched and converted, to the places of `target`. */
export function overwriteElements(source: Strided, target: Strided): void {
  const elements = stretchedElements(source, target.sizes, target.dtype);
  const data = arrayOf(target.storage.buffer);
  const repeated = elements.length === 1 && product(target.sizes) !== 1;
  if (!repeated && isContiguous(target.sizes, target.strides)) {
    if (data instanceof BigInt64Array) data.set(elements as BigInt64Array, target.offset);
    else data.set(elements as Exclude<TypedArray, BigInt64Array>, target.offset);
    return;
  }
  const positions = positionsOf(target);
  for (let i = 0; i < positions.length; i++) {
    data[positions[i] as number] = elements[repeated ? 0 : i] as number;
  }
}
