import { bool, type FloatArray, float64, uint8 } from '../core/dtype.ts';
import type { LaneReduction } from '../device/formulas.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { method } from './families/methods.ts';
import {
  lanesOf,
  type ReductionDim,
  type ReductionOptions,
  reduceLanes,
  reductionOptions,
} from './families/reduction.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** Whether all elements are not 0, over the whole tensor or along `dim`: a bool tensor. Of no elements: true. NaN is not 0. */
    all(dim?: ReductionDim, keepdim?: boolean | ReductionOptions): Tensor;
  }
}

/** 1 or 0 for one lane. */
function allOf(x: FloatArray, start: number, end: number): number {
  for (let i = start; i < end; i++) if (x[i] === 0) return 0;
  return 1;
}

const allInLane: LaneReduction = {
  name: 'all',
  float: allOf,
  wgsl: { start: '1.0', each: 'select(s, 0.0, same(x, 0.0))', both: 'smaller(s, t)' },
};

export function all(x: Tensor, dim?: ReductionDim, keepdim?: boolean | ReductionOptions): Tensor {
  const options = reductionOptions('all', x, dim, keepdim);
  // uint8 was the dtype of masks before there was bool, and PyTorch leaves it as it is.
  const result = x.dtype === uint8 ? uint8 : bool;
  const compute = x.isFloatingPoint() ? x.dtype : float64;
  return reduceLanes(x, lanesOf('all', x, options), allInLane, compute, result);
}

method('all', all);
