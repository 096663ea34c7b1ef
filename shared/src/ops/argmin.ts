import { extremePlace } from './families/extreme.ts';
import { method } from './families/methods.ts';
import type { ReductionDim, ReductionOptions } from './families/reduction.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * Where the smallest element stands: its index along `dim`, or among all elements in row-major order. int64. Of
     * equal elements the first counts, and NaN before all numbers.
     *
     * @throws IndexError where there are no elements.
     */
    argmin(dim?: ReductionDim, keepdim?: boolean | ReductionOptions): Tensor;
  }
}

export const argmin = extremePlace('argmin', -1);

method('argmin', argmin);
