import { int64 } from '../core/dtype.ts';
import { isScalar, type Scalar } from '../core/python.ts';
import { normalizeDim } from '../core/shape.ts';
import { named } from '../tensor/arguments.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { inPlaceMethod, method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';
import { readSlices, slicePositions } from './families/positions.ts';
import { replacedBy } from './families/replacement.ts';
import type { IndexArguments } from './index-select.ts';
import { requireFillValue } from './masked-fill.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * `value` in the slices along `dim` that a list of indices names; −1 is the last slice.
     *
     * ```ts
     * torch.zeros(2, 3).indexFill(1, torch.tensor([0, 2]), 7); // → tensor([[7., 0., 7.],\n        [7., 0., 7.]])
     * ```
     */
    indexFill(dim: number, index: Tensor, value: Scalar | Tensor): Tensor;
    indexFill(options: IndexFillArguments): Tensor;
    /** `indexFill`, in place. */
    indexFill_(dim: number, index: Tensor, value: Scalar | Tensor): this;
    indexFill_(options: IndexFillArguments): this;
  }
}

export interface IndexFillArguments extends IndexArguments {
  readonly value: Scalar | Tensor;
}

export function indexFill(
  x: Tensor,
  dim: number | IndexFillArguments,
  index?: Tensor,
  value?: Scalar | Tensor,
): Tensor {
  const who = 'indexFill';
  requireTensor(who, x);
  const names = ['dim', 'index', 'value'] as const;
  const given = named<IndexFillArguments>(who, names, 3, [dim, index, value]);
  requireFillValue(who, given.value);
  const at = normalizeDim(who, given.dim, x.ndim);
  const slices = readSlices(who, x.sizes, at, given.index, [int64], { negative: true });
  const name = `IndexFillBackward${isScalar(given.value) ? 0 : 1}`;
  return replacedBy(name, x, slicePositions(x.sizes, at, slices), given.value);
}

method('indexFill', indexFill);
inPlaceMethod('indexFill', indexFill);
