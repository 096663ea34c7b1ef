import { Tensor } from '../tensor/tensor.ts';
import type { Operand } from './families/operand.ts';
import { minimum } from './minimum.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** Every element made ≤ `max`: the smaller of the two. NaN stays NaN. */
    clampMax(max: Operand): Tensor;
  }
}

export function clampMax(x: Tensor, max: Operand): Tensor {
  return minimum(x, max);
}

Tensor.prototype.clampMax = function (max) {
  return clampMax(this, max);
};
