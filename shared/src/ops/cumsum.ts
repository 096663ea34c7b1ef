import { checkOptions } from '../core/options.ts';
import { Tensor } from '../tensor/tensor.ts';
import { requireTensor } from './families/operand.ts';
import { accumulationDtype, type LaneMaps, mapLanes, type ReductionOptions } from './families/reduction.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The running sums y[i] = x[0] + … + x[i] along `dim`. Integers and bools add up in int64.
     *
     * ```ts
     * torch.tensor([1, 2, 3]).cumsum(0); // → tensor([1, 3, 6])
     * ```
     */
    cumsum(dim: number, options?: Pick<ReductionOptions, 'dtype'>): Tensor;
  }
}

const maps: LaneMaps = {
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
};

export function cumsum(x: Tensor, dim: number, options: Pick<ReductionOptions, 'dtype'> = {}): Tensor {
  requireTensor('cumsum', x);
  checkOptions('cumsum', options, ['dtype']);
  return mapLanes('cumsum', x, dim, maps, accumulationDtype(x.dtype, options.dtype));
}

Tensor.prototype.cumsum = function (dim, options) {
  return cumsum(this, dim, options);
};
