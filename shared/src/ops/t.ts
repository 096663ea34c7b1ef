import { RuntimeError } from '../core/errors.ts';
import { Tensor } from '../tensor/tensor.ts';
import { method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';
import { inPlaceView } from './families/view.ts';
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
  return reversed('TBackward0', x);
}

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
