import { product } from '../core/shape.ts';
import { take } from '../device/cpu/strided.ts';
import { type Index, resolveIndex } from '../tensor/indexing.ts';
import { fromElements, Tensor, viewOf } from '../tensor/tensor.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The part that an index names: Python's `x[…]`, each entry an argument. Numbers, slices (`':'`, `'1:5:2'`),
     * `'...'` and `null` give a view; arrays, int64 tensors and masks give a copy.
     *
     * ```ts
     * const x = torch.arange(6).reshape(2, 3);
     * x.at(0); // → tensor([0, 1, 2])
     * x.at(':', -1); // → tensor([2, 5])
     * x.at('...', '::2'); // → tensor([[0, 2],\n        [3, 5]])
     * x.at([1, 0]); // → tensor([[3, 4, 5],\n        [0, 1, 2]])
     * x.at(x.gt(3)); // → tensor([4, 5])
     * ```
     *
     * @throws IndexError for an index out of range or too many entries.
     */
    at(...index: readonly Index[]): Tensor;
  }
}

export function at(x: Tensor, index: readonly Index[]): Tensor {
  const reach = resolveIndex('at', x, index);
  if (reach.positions === undefined) {
    const { sizes, strides, offset } = reach.layout;
    return viewOf(x, sizes, strides, offset);
  }
  const out = x.dtype.allocate(product(reach.sizes));
  take(x.storage.data, reach.positions, out);
  return fromElements(out, x.dtype, reach.sizes);
}

Tensor.prototype.at = function (...index) {
  return at(this, index);
};
