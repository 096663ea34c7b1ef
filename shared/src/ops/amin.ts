import { extremeValue } from './families/extreme.ts';
import { method } from './families/methods.ts';
import type { ReductionDim, ReductionOptions } from './families/reduction.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The smallest element of all, or of each lane along `dim`; NaN where there is one. Equal elements
     * share the gradient.
     *
     * @throws IndexError where there are no elements.
     */
    amin(dim?: ReductionDim, keepdim?: boolean | ReductionOptions): Tensor;
  }
}

export const amin = extremeValue('amin', 'AminBackward0', -1);

method('amin', amin);
