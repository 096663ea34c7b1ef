import type { Strided } from '../../device.ts';
import { isContiguous, product } from '../../gpu-parts.ts';
import type { Elements } from '../elements.ts';
import { GpuArray } from '../memory.ts';
import type { Place } from './shader-call.ts';

/** All of an array, as a shader takes it. */
export function wholeOf(array: GpuArray): Place {
  return { array, kind: array.kind, dtype: null, offset: 0, count: array.length };
}

/** The elements of an operand side by side, as a copy if need be; null for those that the host holds. */
export function dense(elements: Elements, x: Strided): Place | null {
  const operand = elements.operand(x);
  if (operand === null) return null;
  const { array, kind } = operand;
  if (!isContiguous(x.sizes, x.strides)) return copied(elements, x);
  return { array, kind, dtype: x.dtype, offset: x.offset, count: product(x.sizes) };
}

/** The same as a copy in any case. */
export function copied(elements: Elements, x: Strided): Place | null {
  const copy = elements.copy(x, x.dtype);
  return copy instanceof GpuArray ? { ...wholeOf(copy), dtype: x.dtype } : null;
}
