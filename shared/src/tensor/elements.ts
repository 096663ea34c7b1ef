import { cast } from '../core/cast.ts';
import type { Dtype, TypedArray } from '../core/dtype.ts';
import type { Tensor } from './tensor.ts';

/*
 * Elements on the host. Every reading of a value goes through `Device.read`, which waits for the device.
 */

/** The elements in row-major order. It may be the tensor's own storage: read it, never write it. */
export function elementsOf(x: Tensor): TypedArray {
  return x.storage.device.read(x);
}

/** The elements in row-major order converted to `dtype`; read-only, as above. */
export function elementsAs(x: Tensor, dtype: Dtype): TypedArray {
  const elements = elementsOf(x);
  return x.dtype === dtype ? elements : cast(elements, dtype);
}
