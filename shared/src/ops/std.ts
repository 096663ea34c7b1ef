import { method } from './families/methods.ts';
import { deviation, spreadMeasure, type VarianceArguments } from './families/variance.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The standard deviation: the square root of `var`, with the same arguments.
     *
     * @throws RuntimeError for an integer or bool tensor.
     */
    std(...args: VarianceArguments): Tensor;
  }
}

export const std = spreadMeasure('std', 'StdBackward0', deviation);

method('std', std);
