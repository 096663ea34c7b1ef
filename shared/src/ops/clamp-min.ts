import { Tensor } from '../tensor/tensor.ts';
import type { Operand } from './families/operand.ts';
import { maximum } from './maximum.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** Every element made ≥ `min`: the larger of the two. NaN stays NaN. */
    clampMin(min: Operand): Tensor;
  }
}

export function clampMin(x: Tensor, min: Operand): Tensor {
  return maximum(x, min);
}

Tensor.prototype.clampMin = function (min) {
  return clampMin(this, min);
};
