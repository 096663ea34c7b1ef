import { type FloatArray, float64, int64 } from '../core/dtype.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { method } from './families/methods.ts';
import {
  lanesOf,
  type ReductionDim,
  type ReductionOptions,
  reduceLanes,
  reductionOptions,
} from './families/reduction.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * How many elements are not 0, of all or along `dim`: int64. NaN is not 0.
     *
     * ```ts
     * torch.tensor([[0, 2], [3, 4]]).countNonzero(1); // → tensor([1, 2])
     * ```
     */
    countNonzero(dim?: number | readonly number[] | null | Pick<ReductionOptions, 'dim'>): Tensor;
  }
}

/** The number of elements of one lane that are not 0. */
export function countOf(x: FloatArray, start: number, end: number): number {
  let count = 0;
  for (let i = start; i < end; i++) if (x[i] !== 0) count++;
  return count;
}

export function countNonzero(x: Tensor, dim?: ReductionDim): Tensor {
  const options = reductionOptions('countNonzero', x, dim, undefined, {}, ['dim']);
  const compute = x.isFloatingPoint() ? x.dtype : float64;
  return reduceLanes(
    x,
    lanesOf('countNonzero', x, options),
    { name: 'countNonzero', float: countOf },
    compute,
    int64,
  );
}

method('countNonzero', countNonzero);
