import type { FloatArray } from '../core/dtype.ts';
import { Tensor } from '../tensor/tensor.ts';
import { dtypeComplaint } from './families/operand.ts';
import {
  lanesOf,
  type ReductionDim,
  type ReductionOptions,
  reduceLanes,
  reductionOptions,
  withDtype,
} from './families/reduction.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The arithmetic mean Σ x / n over all elements, or over `dim`. The mean of no elements is NaN.
     *
     * ```ts
     * torch.tensor([1.5, 2.5]).mean(); // → tensor(2.)
     * ```
     *
     * @throws RuntimeError for an integer or bool tensor: a mean is a fraction. Convert with `.float()`.
     */
    mean(dim?: ReductionDim, keepdim?: boolean | ReductionOptions, options?: ReductionOptions): Tensor;
  }
}

/** Σ x / n of one lane. */
export function meanOf(x: FloatArray, start: number, end: number): number {
  let total = 0;
  for (let i = start; i < end; i++) total += x[i] as number;
  return total / (end - start);
}

export function mean(
  x: Tensor,
  dim?: ReductionDim,
  keepdim?: boolean | ReductionOptions,
  rest?: ReductionOptions,
): Tensor {
  const options = reductionOptions('mean', x, dim, keepdim, rest, withDtype);
  const dtype = options.dtype ?? x.dtype;
  if (!dtype.isFloatingPoint) throw dtypeComplaint('mean', dtype, 'a floating point dtype');
  return reduceLanes(lanesOf('mean', x, options), { float: meanOf }, dtype, dtype);
}

Tensor.prototype.mean = function (dim, keepdim, options) {
  return mean(this, dim, keepdim, options);
};
