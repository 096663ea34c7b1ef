import type { TypedArray } from '../../core/dtype.ts';
import { Storage } from '../../device/storage.ts';
import { zerosLike } from '../../tensor/creation.ts';
import { record } from '../../tensor/graph.ts';
import { denseStrides } from '../../tensor/memory-order.ts';
import { Tensor } from '../../tensor/tensor.ts';
import { assign } from './in-place.ts';

/**
 * Writes random elements over `x`, in the order in which its elements lie in memory, and returns `x`. What `x`
 * was has no part in what it becomes: backward gives it zeros.
 */
export function overwriteDrawn<T extends Tensor>(
  who: string,
  nodeName: string,
  x: T,
  elements: TypedArray,
): T {
  return assign(who, x, drawn(nodeName, x, elements));
}

/** A new tensor in the shape of `x` of elements in the order of its memory, on which no gradient depends. */
export function drawn(nodeName: string, x: Tensor, elements: TypedArray): Tensor {
  const y = new Tensor(
    new Storage(x.device.upload(elements), x.device),
    x.dtype,
    x.sizes,
    denseStrides(x),
    0,
  );
  return record(y, nodeName, [x], (grad) => [zerosLike(grad)]);
}
