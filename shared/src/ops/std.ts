import { Tensor } from '../tensor/tensor.ts';
import type { ReductionDim } from './families/reduction.ts';
import { type VarianceOptions, variance, varianceOptions } from './var.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The standard deviation: the square root of `var`, with the same options.
     *
     * @throws RuntimeError for an integer or bool tensor.
     */
    std(dim?: ReductionDim | VarianceOptions, options?: boolean | VarianceOptions): Tensor;
  }
}

export function std(
  x: Tensor,
  dim?: ReductionDim | VarianceOptions | boolean,
  options?: boolean | VarianceOptions,
): Tensor {
  return variance('std', x, varianceOptions('std', x, dim, options), Math.sqrt);
}

Tensor.prototype.std = function (dim, options) {
  return std(this, dim, options);
};
