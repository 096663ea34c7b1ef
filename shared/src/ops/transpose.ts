import { normalizeDim } from '../core/shape.ts';
import { Tensor } from '../tensor/tensor.ts';
import { method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';
import { reordered } from './permute.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** A view with dimensions `dim0` and `dim1` exchanged. */
    transpose(dim0: number, dim1: number): Tensor;
    /** A view with the last two dimensions exchanged: the transposed matrix, or batch of matrices. */
    readonly mT: Tensor;
  }
}

export function transpose(x: Tensor, dim0: number, dim1: number): Tensor {
  requireTensor('transpose', x);
  const a = normalizeDim('transpose', dim0, x.ndim);
  const b = normalizeDim('transpose', dim1, x.ndim);
  return reordered(
    'TransposeBackward0',
    x,
    x.sizes.map((_, at) => (at === a ? b : at === b ? a : at)),
  );
}

method('transpose', transpose);

Object.defineProperty(Tensor.prototype, 'mT', {
  configurable: true,
  get(this: Tensor) {
    return transpose(this, -2, -1);
  },
});
