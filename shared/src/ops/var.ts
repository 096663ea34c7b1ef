import { method } from './families/methods.ts';
import { spreadMeasure, type VarianceArguments, variance } from './families/variance.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The variance Σ (x − mean)² / (n − `correction`) over all elements, or over `dim`. `correction` is 1, as for
     * a sample; `unbiased: false` is the older way to say 0. NaN where n ≤ `correction` leaves nothing to divide by.
     *
     * ```ts
     * torch.tensor([1, 2, 3, 4.5]).var(); // → tensor(2.2292)
     * torch.tensor([1, 2, 3, 4.5]).var({ correction: 0 }); // → tensor(1.6719)
     * ```
     *
     * @throws RuntimeError for an integer or bool tensor.
     */
    var(...args: VarianceArguments): Tensor;
  }
}

const var_ = spreadMeasure('var', 'VarBackward0', variance);

// `var` is a reserved word: the name exists outside of this file only.
export { var_ as var };

method('var', var_);
