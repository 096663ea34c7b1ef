import { RuntimeError } from '../core/errors.ts';
import { normalizeDim } from '../core/shape.ts';
import { named } from '../tensor/arguments.ts';
import { Tensor } from '../tensor/tensor.ts';
import { method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';
import { inPlaceView } from './families/view.ts';
import { reordered } from './permute.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** A view with dimensions `dim0` and `dim1` exchanged. */
    transpose(dim0: number, dim1: number): Tensor;
    transpose(options: TransposeArguments): Tensor;
    /** `transpose`, by NumPy's name. */
    swapaxes(axis0: number, axis1: number): Tensor;
    /** `transpose`, by another name. */
    swapdims(dim0: number, dim1: number): Tensor;
    /** Exchanges two dimensions of this tensor itself. */
    transpose_(dim0: number, dim1: number): this;
    /** A view with the last two dimensions exchanged: the transposed matrix, or batch of matrices. */
    readonly mT: Tensor;
  }
}

export interface TransposeArguments {
  readonly dim0: number;
  readonly dim1: number;
}

export function transpose(x: Tensor, dim0: number | TransposeArguments, dim1?: number): Tensor {
  return exchanged('transpose', ['dim0', 'dim1'], x, [dim0, dim1]);
}

export function swapaxes(x: Tensor, axis0: number | SwapaxesArguments, axis1?: number): Tensor {
  return exchanged('swapaxes', ['axis0', 'axis1'], x, [axis0, axis1]);
}

export interface SwapaxesArguments {
  readonly axis0: number;
  readonly axis1: number;
}

export const swapdims = transpose;

function exchanged(
  who: string,
  names: readonly [string, string],
  x: Tensor,
  args: readonly unknown[],
): Tensor {
  requireTensor(who, x);
  const given = named<Record<string, number>>(who, names, 2, args);
  const a = normalizeDim(who, given[names[0]] as number, x.ndim);
  const b = normalizeDim(who, given[names[1]] as number, x.ndim);
  return reordered(
    'TransposeBackward0',
    x,
    x.sizes.map((_, at) => (at === a ? b : at === b ? a : at)),
  );
}

method('transpose', transpose);
method('swapaxes', swapaxes);
method('swapdims', transpose);
inPlaceView('transpose', transpose);

Object.defineProperty(Tensor.prototype, 'mT', {
  configurable: true,
  get(this: Tensor) {
    if (this.ndim === 1) {
      throw new RuntimeError({
        who: 'mT',
        seen: 'a 1-D tensor',
        expected: 'a matrix, or matrices in a batch',
      });
    }
    return this.ndim === 0 ? transpose(this, 0, 0) : transpose(this, -2, -1);
  },
});
