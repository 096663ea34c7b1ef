import { normalizeDim } from '../core/shape.ts';
import { Tensor, viewOf } from '../tensor/tensor.ts';
import { requireTensor } from './families/operand.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** A view without the dimensions of size 1: all of them, or `dim` alone if its size is 1. */
    squeeze(dim?: number): Tensor;
  }
}

export function squeeze(x: Tensor, dim?: number): Tensor {
  requireTensor('squeeze', x);
  const only = dim === undefined ? undefined : normalizeDim('squeeze', dim, x.ndim);
  const kept = x.sizes
    .map((_, at) => at)
    .filter((at) => x.sizes[at] !== 1 || (only !== undefined && at !== only));
  return viewOf(
    x,
    kept.map((at) => x.sizes[at] as number),
    kept.map((at) => x.strides[at] as number),
    x.offset,
  );
}

Tensor.prototype.squeeze = function (dim) {
  return squeeze(this, dim);
};
