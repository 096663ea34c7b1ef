import { extremeValue } from './families/extreme.ts';
import { method } from './families/methods.ts';
import type { ReductionDim, ReductionOptions } from './families/reduction.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The largest element of all, or of each lane along `dim`; NaN where there is one. Equal elements
     * share the gradient.
     *
     * @throws IndexError where there are no elements.
     */
    amax(dim?: ReductionDim, keepdim?: boolean | ReductionOptions): Tensor;
  }
}

export const amax = extremeValue('amax', 'AmaxBackward0', 1);

method('amax', amax);
