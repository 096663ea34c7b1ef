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
    /** Whether any element is not 0, over the whole tensor or along `dim`: a bool tensor. Of no elements: false. NaN is not 0. */
    any(dim?: ReductionDim, keepdim?: boolean | ReductionOptions): Tensor;
  }
}

/** 1 or 0 for one lane. */
function anyOf(x: FloatArray, start: number, end: number): number {
  for (let i = start; i < end; i++) if (x[i] !== 0) return 1;
  return 0;
}

const anyInLane: LaneReduction = {
  name: 'any',
  float: anyOf,
  wgsl: { start: '0.0', each: 'select(1.0, s, same(x, 0.0))', both: 'larger(s, t)' },
};

export function any(x: Tensor, dim?: ReductionDim, keepdim?: boolean | ReductionOptions): Tensor {
  const options = reductionOptions('any', x, dim, keepdim);
  // uint8 was the dtype of masks before there was bool, and PyTorch leaves it as it is.
  const result = x.dtype === uint8 ? uint8 : bool;
  const compute = x.isFloatingPoint() ? x.dtype : float64;
  return reduceLanes(x, lanesOf('any', x, options), anyInLane, compute, result);
}

method('any', any);
