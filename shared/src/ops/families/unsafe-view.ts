import { contiguousStrides } from '../../core/shape.ts';
import { record } from '../../tensor/graph.ts';
import { type Tensor, viewOf } from '../../tensor/tensor.ts';
import { reshape } from '../reshape.ts';

/**
 * A fresh, contiguous result in other sizes: PyTorch's `_unsafe_view`. Nobody else has the result, so this counts as
 * no view, and an in-place operation on it changes the history of nothing else.
 */
export function unsafeView(name: string, x: Tensor, sizes: readonly number[]): Tensor {
  const from = x.sizes;
  return record(viewOf(x, sizes, contiguousStrides(sizes), x.offset), name, [x], (grad) => [
    reshape(grad, from),
  ]);
}
