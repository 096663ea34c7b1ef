import type { LaneMap } from '../device/formulas.ts';
import { onesLike } from '../tensor/creation.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { cat } from './cat.ts';
import { cumsumFromEnd } from './cumsum.ts';
import { div } from './div.ts';
import { type CumulativeOptions, cumulative } from './families/cumulative.ts';
import { wgslProduct } from './families/lane-sum.ts';
import { inPlaceMethod } from './families/methods.ts';
import { mul } from './mul.ts';
import { sliced } from './narrow.ts';
import { hasZero, prod } from './prod.ts';
import { sum } from './sum.ts';
import { convert } from './to.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The running products y[i] = x[0] · … · x[i] along `dim`. Integers and bools multiply in int64 and wrap around.
     *
     * ```ts
     * torch.tensor([1, 2, 3]).cumprod(0); // → tensor([1, 2, 6])
     * ```
     */
    cumprod(dim: number | CumulativeOptions, options?: CumulativeOptions): Tensor;
    /** `cumprod`, written over this tensor. */
    cumprod_(dim: number | CumulativeOptions, options?: CumulativeOptions): this;
  }
}

const runningProduct: LaneMap = {
  name: 'cumprod',
  float: (x, start, end, y) => {
    let total = 1;
    for (let i = start; i < end; i++) {
      total *= x[i] as number;
      y[i] = total;
    }
  },
  integer: (x, start, end, y) => {
    let total = 1n;
    for (let i = start; i < end; i++) {
      total = BigInt.asIntN(64, total * (x[i] as bigint));
      y[i] = total;
    }
  },
  wgsl: { running: wgslProduct },
};

export const cumprod = cumulative(runningProduct, (grad, node, dim) => {
  const x = convert(node.x, grad.dtype);
  // dy[i]/dx[k] = y[i] / x[k] for i ≥ k.
  if (x.ndim === 0) return grad;
  return hasZero(x) ? gradientWithZeros(x, grad, dim) : div(cumsumFromEnd(mul(grad, node.y), dim), x);
});

/**
 * The same without a division: dL/dx[k] = (x[0] · … · x[k − 1]) · Σᵢ dL/dy[i] · (x[k + 1] · … · x[i]). It takes
 * n² multiplications.
 */
function gradientWithZeros(x: Tensor, grad: Tensor, dim: number): Tensor {
  const n = x.sizes[dim] as number;
  const slopes: Tensor[] = [];
  for (let k = 0; k < n; k++) {
    const before = prod(sliced(x, dim, 0, k), dim, true);
    const one = onesLike(sliced(x, dim, k, 1));
    const between = cat([one, cumprod(sliced(x, dim, k + 1, n - k - 1), dim)], dim);
    slopes.push(mul(before, sum(mul(sliced(grad, dim, k, n - k), between), dim, true)));
  }
  return cat(slopes, dim);
}

inPlaceMethod('cumprod', cumprod);
