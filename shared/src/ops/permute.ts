import { RuntimeError } from '../core/errors.ts';
import { normalizeDims } from '../core/shape.ts';
import { Tensor } from '../tensor/tensor.ts';
import { requireTensor } from './families/operand.ts';
import { permuted } from './families/reduction.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** A view with the dimensions in the order given: `x.permute(2, 0, 1)`. @throws RuntimeError unless each is named once. */
    permute(...dims: readonly number[]): Tensor;
    permute(dims: readonly number[]): Tensor;
  }
}

export function permute(x: Tensor, dims: readonly number[]): Tensor {
  requireTensor('permute', x);
  if (dims.length !== x.ndim) {
    throw new RuntimeError({
      who: 'permute',
      seen: `${dims.length} dims [${dims.join(', ')}] for a tensor of ${x.ndim} dimensions`,
      expected: 'every dimension once',
    });
  }
  return permuted(x, normalizeDims('permute', dims, x.ndim));
}

Tensor.prototype.permute = function (...dims: readonly (number | readonly number[])[]) {
  return permute(this, dims.flat());
};
