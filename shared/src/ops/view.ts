import { RuntimeError } from '../core/errors.ts';
import { shapeText } from '../core/shape.ts';
import { Tensor } from '../tensor/tensor.ts';
import { resolveSizes, stridesFor, view } from './families/view.ts';
import { reshape } from './reshape.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * `reshape` that never copies.
     *
     * @throws RuntimeError where the sizes do not hold as many elements, or strides cannot show them.
     */
    view(...sizes: readonly number[]): Tensor;
    view(sizes: readonly number[]): Tensor;
  }
}

Tensor.prototype.view = function (...given: readonly (number | readonly number[])[]) {
  const sizes = resolveSizes('view', given.flat(), this.sizes);
  const strides = stridesFor(this.sizes, this.strides, sizes);
  if (strides === null) {
    throw new RuntimeError({
      who: 'view',
      seen: `${shapeText(this.sizes)} with strides ${shapeText(this.strides)} cannot be seen as ${shapeText(sizes)}`,
      expected: "sizes compatible with the input tensor's size and stride",
      hint: 'use reshape(…), which copies where it must',
    });
  }
  const from = this.sizes;
  return view('ViewBackward0', this, sizes, strides, this.offset, (grad) => [reshape(grad, from)]);
};
