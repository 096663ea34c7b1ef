import { RuntimeError } from '../core/errors.ts';
import { shapeText } from '../core/shape.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';
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
    /** The view that has the shape of `other`. */
    viewAs(other: Tensor): Tensor;
  }
}

/** The elements of `x` in other sizes, by the strides that show them. */
export function seenAs(who: string, x: Tensor, asked: readonly number[]): Tensor {
  const sizes = resolveSizes(who, asked, x.sizes);
  const strides = stridesFor(x.sizes, x.strides, sizes);
  if (strides === null) {
    throw new RuntimeError({
      who,
      seen: `${shapeText(x.sizes)} with strides ${shapeText(x.strides)} cannot be seen as ${shapeText(sizes)}`,
      expected: "sizes compatible with the input tensor's size and stride",
      hint: 'use reshape(…), which copies where it must',
    });
  }
  const from = x.sizes;
  return view('ViewBackward0', x, sizes, strides, x.offset, (grad) => [reshape(grad, from)]);
}

method('view', (x: Tensor, ...sizes: readonly (number | readonly number[])[]) =>
  seenAs('view', x, sizes.flat()),
);

method('viewAs', (x: Tensor, other: Tensor) => {
  requireTensor('viewAs', other);
  return seenAs('viewAs', x, other.sizes);
});
