import type { LaneMap } from '../device/formulas.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { type CumulativeOptions, cumulative } from './families/cumulative.ts';
import { wgslSum } from './families/lane-sum.ts';
import { inPlaceMethod } from './families/methods.ts';
import { flip } from './flip.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The running sums y[i] = x[0] + … + x[i] along `dim`. Integers and bools add up in int64.
     *
     * ```ts
     * torch.tensor([1, 2, 3]).cumsum(0); // → tensor([1, 3, 6])
     * ```
     */
    cumsum(dim: number | CumulativeOptions, options?: CumulativeOptions): Tensor;
    /** `cumsum`, written over this tensor. */
    cumsum_(dim: number | CumulativeOptions, options?: CumulativeOptions): this;
  }
}

const runningSum: LaneMap = {
  name: 'cumsum',
  float: (x, start, end, y) => {
    let total = 0;
    for (let i = start; i < end; i++) {
      total += x[i] as number;
      y[i] = total;
    }
  },
  integer: (x, start, end, y) => {
    let total = 0n;
    for (let i = start; i < end; i++) {
      total += x[i] as bigint;
      y[i] = total;
    }
  },
  wgsl: { running: wgslSum },
};

export const cumsum = cumulative(runningSum, (grad, _, dim) => cumsumFromEnd(grad, dim));

/** The running sums from the other end: y[i] = x[i] + … + x[n − 1]. */
export function cumsumFromEnd(x: Tensor, dim: number): Tensor {
  return flip(cumsum(flip(x, [dim]), dim), [dim]);
}

inPlaceMethod('cumsum', cumsum);
