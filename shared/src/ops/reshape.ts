import { isOptionsObject, named } from '../tensor/arguments.ts';
import { type Backward, record } from '../tensor/graph.ts';
import { fromBuffer, type Tensor } from '../tensor/tensor.ts';
import { method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';
import { resolveSizes, stridesFor, view } from './families/view.ts';

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
    /** The elements in the shape of `other`. */
    reshapeAs(other: Tensor): Tensor;
  }
}

type SizesOfReshape = number | readonly number[] | { readonly shape: readonly number[] };

export function reshape(x: Tensor, ...sizes: readonly SizesOfReshape[]): Tensor {
  const who = 'reshape';
  requireTensor(who, x);
  const [first] = sizes;
  const asked = isOptionsObject(first)
    ? named<{ readonly shape: readonly number[] }>(who, ['shape'], 1, [first]).shape
    : (sizes as readonly (number | readonly number[])[]).flat();
  return reshaped(x, resolveSizes(who, asked, x.sizes));
}

/** `reshape` to sizes that are known to hold as many elements. */
export function reshaped(x: Tensor, sizes: readonly number[]): Tensor {
  const strides = stridesFor(x.sizes, x.strides, sizes);
  const from = x.sizes;
  const backward: Backward = (grad) => [reshaped(grad, from)];
  if (strides !== null) return view('ReshapeAliasBackward0', x, sizes, strides, x.offset, backward);
  return record(
    fromBuffer(x.device.copy(x, x.dtype), x.dtype, sizes, x.device),
    'UnsafeViewBackward0',
    [x],
    backward,
  );
}

method('reshape', reshape);

method('reshapeAs', (x: Tensor, other: Tensor) => {
  requireTensor('reshapeAs', other);
  return reshape(x, other.sizes);
});
