import { extremePlace } from './families/extreme.ts';
import { method } from './families/methods.ts';
import type { ReductionDim, ReductionOptions } from './families/reduction.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * Where the largest element stands: its index along `dim`, or among all elements in row-major order. int64. Of
     * equal elements the first counts, and NaN before all numbers.
     *
     * ```ts
     * torch.tensor([[0.1, 0.9], [0.7, 0.3]]).argmax(1); // → tensor([1, 0])
     * ```
     *
     * @throws IndexError where there are no elements.
     */
    argmax(dim?: ReductionDim, keepdim?: boolean | ReductionOptions): Tensor;
  }
}

export const argmax = extremePlace('argmax', 1);

method('argmax', argmax);
