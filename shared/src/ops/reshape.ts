import { elementsOf } from '../tensor/elements.ts';
import { fromElements, Tensor, viewOf } from '../tensor/tensor.ts';
import { requireTensor } from './families/operand.ts';
import { resolveSizes, stridesFor } from './families/view.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The same elements in row-major order under other sizes; one size may be −1, and is worked out. A view where
     * strides allow it, else a copy.
     *
     * ```ts
     * torch.arange(6).reshape(2, -1); // → tensor([[0, 1, 2],\n        [3, 4, 5]])
     * ```
     *
     * @throws RuntimeError where the sizes do not hold as many elements.
     */
    reshape(...sizes: readonly number[]): Tensor;
    reshape(sizes: readonly number[]): Tensor;
  }
}

export function reshape(x: Tensor, sizes: readonly number[]): Tensor {
  requireTensor('reshape', x);
  const resolved = resolveSizes('reshape', sizes, x.sizes);
  const strides = stridesFor(x.sizes, x.strides, resolved);
  if (strides !== null) return viewOf(x, resolved, strides, x.offset);
  return fromElements(elementsOf(x), x.dtype, resolved);
}

Tensor.prototype.reshape = function (...sizes: readonly (number | readonly number[])[]) {
  return reshape(this, sizes.flat());
};
