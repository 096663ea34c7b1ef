import type { Tensor } from '../tensor/tensor.ts';
import { div } from './div.ts';
import { method } from './families/methods.ts';
import { dtypeComplaint } from './families/operand.ts';
import {
  type ReductionDim,
  type ReductionOptions,
  reductionOptions,
  withDtype,
} from './families/reduction.ts';
import { isnan } from './isnan.ts';
import { logicalNot } from './logical-not.ts';
import { nansum } from './nansum.ts';
import { sum } from './sum.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The mean of all elements that are numbers, or of those along `dim`; NaN where there is none.
     *
     * ```ts
     * torch.tensor([1, NaN, 2]).nanmean(); // → tensor(1.5000)
     * ```
     *
     * @throws RuntimeError for an integer or bool tensor.
     */
    nanmean(dim?: ReductionDim, keepdim?: boolean | ReductionOptions, options?: ReductionOptions): Tensor;
  }
}

export function nanmean(
  x: Tensor,
  dim?: ReductionDim,
  keepdim?: boolean | ReductionOptions,
  rest?: ReductionOptions,
): Tensor {
  const options = reductionOptions('nanmean', x, dim, keepdim, rest, withDtype);
  if (!x.isFloatingPoint()) throw dtypeComplaint('nanmean', x.dtype, 'a floating point dtype');
  const { dim: dims = null, keepdim: keep = false } = options;
  return div(nansum(x, options), sum(logicalNot(isnan(x)), dims, keep));
}

method('nanmean', nanmean);
