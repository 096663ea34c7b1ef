import type { Dtype, TypedArray } from '../core/dtype.ts';
import { broadcastStrides, isContiguous, product, sameSizes } from '../core/shape.ts';
import { cast } from '../device/cpu/cast.ts';
import { gather } from '../device/cpu/strided.ts';
import type { Tensor } from './tensor.ts';

/** The elements in row-major order. It may be the tensor's own storage: read it, never write it. */
export function elementsOf(x: Tensor): TypedArray {
  const data = x.storage.data;
  const count = product(x.sizes);
  if (isContiguous(x.sizes, x.strides)) {
    return count === data.length ? data : data.subarray(x.offset, x.offset + count);
  }
  const out = x.dtype.allocate(count);
  gather(data, x, out);
  return out;
}

/** The elements in row-major order converted to `dtype`; read-only, as above. */
export function elementsAs(x: Tensor, dtype: Dtype): TypedArray {
  const elements = elementsOf(x);
  return x.dtype === dtype ? elements : cast(elements, dtype);
}

/** The elements of `x` stretched to `sizes`, converted to `dtype`; a single element stays single. Read-only. */
export function broadcastElements(x: Tensor, sizes: readonly number[], dtype: Dtype): TypedArray {
  if (sameSizes(x.sizes, sizes) || product(x.sizes) === 1) return elementsAs(x, dtype);
  const out = x.dtype.allocate(product(sizes));
  const strides = broadcastStrides(x.sizes, x.strides, sizes);
  gather(x.storage.data, { sizes, strides, offset: x.offset }, out);
  return x.dtype === dtype ? out : cast(out, dtype);
}
