import { RuntimeError } from '../core/errors.ts';
import { Tensor } from '../tensor/tensor.ts';
import { requireTensor } from './families/operand.ts';
import { permuted } from './families/reduction.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** The transposed matrix, as a view; a tensor of fewer dimensions stays as it is. @throws RuntimeError beyond 2-D. */
    t(): Tensor;
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
  return reversed(x);
}

function reversed(x: Tensor): Tensor {
  return permuted(
    x,
    x.sizes.map((_, at) => x.ndim - 1 - at),
  );
}

Tensor.prototype.t = function () {
  return t(this);
};

Object.defineProperty(Tensor.prototype, 'T', {
  configurable: true,
  get(this: Tensor) {
    return reversed(this);
  },
});
