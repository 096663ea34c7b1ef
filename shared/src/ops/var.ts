import type { FloatArray } from '../core/dtype.ts';
import { Tensor } from '../tensor/tensor.ts';
import { dtypeComplaint } from './families/operand.ts';
import {
  lanesOf,
  type ReductionDim,
  type ReductionOptions,
  reduceLanes,
  reductionOptions,
} from './families/reduction.ts';
import { meanOf } from './mean.ts';

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
    var(dim?: ReductionDim | VarianceOptions, options?: boolean | VarianceOptions): Tensor;
  }
}

export interface VarianceOptions extends ReductionOptions {
  /** What is taken off n in the divisor. */
  readonly correction?: number;
  /** true is correction 1, false is correction 0. */
  readonly unbiased?: boolean;
}

/** `x.var(dim)`, `x.var(unbiased)` and options: PyTorch's forms. */
export function varianceOptions(
  who: string,
  x: Tensor,
  first?: ReductionDim | VarianceOptions | boolean,
  second?: boolean | VarianceOptions,
): VarianceOptions {
  const unbiased = typeof second === 'boolean' ? { unbiased: second } : second;
  if (typeof first === 'boolean') return varianceOptions(who, x, null, { unbiased: first, ...unbiased });
  return reductionOptions(who, x, first, unbiased, {}, ['dim', 'keepdim', 'correction', 'unbiased']);
}

export function variance(
  who: string,
  x: Tensor,
  options: VarianceOptions,
  finish: (v: number) => number,
): Tensor {
  if (!x.isFloatingPoint())
    throw dtypeComplaint(who, x.dtype, 'std and var only support floating point dtypes');
  const correction = options.correction ?? (options.unbiased === false ? 0 : 1);
  const float = (x: FloatArray, start: number, end: number): number => {
    const mean = meanOf(x, start, end);
    let squares = 0;
    for (let i = start; i < end; i++) squares += ((x[i] as number) - mean) ** 2;
    return finish(squares / Math.max(end - start - correction, 0));
  };
  return reduceLanes(lanesOf(who, x, options), { float }, x.dtype, x.dtype);
}

function var_(
  x: Tensor,
  dim?: ReductionDim | VarianceOptions | boolean,
  options?: boolean | VarianceOptions,
): Tensor {
  return variance('var', x, varianceOptions('var', x, dim, options), (v) => v);
}

// `var` is a reserved word: the name exists outside of this file only.
export { var_ as var };

Tensor.prototype.var = function (dim, options) {
  return var_(this, dim, options);
};
