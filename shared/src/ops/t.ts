import { RuntimeError } from '../core/errors.ts';
import type { Backward } from '../tensor/graph.ts';
import { Tensor } from '../tensor/tensor.ts';
import { method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';
import { inPlaceView, view } from './families/view.ts';
import { reordered } from './permute.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** The transposed matrix, as a view; a tensor of fewer dimensions stays as it is. @throws RuntimeError beyond 2-D. */
    t(): Tensor;
    /** Transposes this matrix itself. */
    t_(): this;
    /** A view with the dimensions in reverse order: the transposed matrix. */
    readonly T: Tensor;
  }
}

export function t(x: Tensor): Tensor {
  requireTensor('t', x);
  if (x.ndim > 2) {
    throw new RuntimeError({
      who: 't',
      seen: `expects a tensor with <= 2 dimensions, but self is ${x.ndim}D`,
      hint: 'mT transposes the last two dimensions, transpose(a, b) any two',
    });
  }
  return x.ndim === 2 ? transposed(x) : reversed('TBackward0', x);
}

function transposed(x: Tensor): Tensor {
  const sizes = [x.sizes[1] as number, x.sizes[0] as number];
  const strides = [x.strides[1] as number, x.strides[0] as number];
  return view('TBackward0', x, sizes, strides, x.offset, transposedGradient);
}

const transposedGradient: Backward = (grad) => [transposed(grad)];

function reversed(name: string, x: Tensor): Tensor {
  return reordered(
    name,
    x,
    x.sizes.map((_, at) => x.ndim - 1 - at),
  );
}

method('t', t);
inPlaceView('t', t);

Object.defineProperty(Tensor.prototype, 'T', {
  configurable: true,
  get(this: Tensor) {
    return reversed('PermuteBackward0', this);
  },
});
