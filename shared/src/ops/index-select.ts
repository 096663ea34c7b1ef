import { int32, int64 } from '../core/dtype.ts';
import { normalizeDim } from '../core/shape.ts';
import { named } from '../tensor/arguments.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';
import { picked } from './families/placement.ts';
import { readSlices, resized, slicePositions } from './families/positions.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The slices along `dim` that a list of indices names, as a copy.
     *
     * ```ts
     * torch.tensor([[1, 2, 3]]).indexSelect(1, torch.tensor([2, 0])); // → tensor([[3, 1]])
     * ```
     *
     * @throws IndexError for an index out of range; negative ones are.
     */
    indexSelect(dim: number, index: Tensor): Tensor;
    indexSelect(options: IndexArguments): Tensor;
  }
}

/** The slices that an operation is about. */
export interface IndexArguments {
  readonly dim: number;
  readonly index: Tensor;
}

export function indexSelect(x: Tensor, dim: number | IndexArguments, index?: Tensor): Tensor {
  const who = 'indexSelect';
  requireTensor(who, x);
  const given = named<IndexArguments>(who, ['dim', 'index'], 2, [dim, index]);
  const at = normalizeDim(who, given.dim, x.ndim);
  return slicesAt(x, at, readSlices(who, x.sizes, at, given.index, [int64, int32]));
}

/** The slices of `x` along `dim` at these indices. */
export function slicesAt(x: Tensor, dim: number, indices: Int32Array): Tensor {
  const positions = slicePositions(x.sizes, dim, indices);
  return picked('IndexSelectBackward0', x, positions, resized(x.sizes, dim, indices.length));
}

method('indexSelect', indexSelect);
