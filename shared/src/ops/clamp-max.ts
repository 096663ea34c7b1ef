import { wgsl } from '../device/formulas.ts';
import { Tensor } from '../tensor/tensor.ts';
import { inPlaceMethod, method } from './families/methods.ts';
import type { Operand } from './families/operand.ts';
import { type BinaryFormulas, binaryFunction } from './families/pointwise.ts';
import { gt } from './gt.ts';
import { le } from './le.ts';
import { where } from './where.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** Every element made ≤ `max`: the smaller of the two. NaN stays NaN. */
    clampMax(max: Operand): Tensor;
    /** `clampMax`, written over this tensor, which keeps its shape and dtype. */
    clampMax_(max: Operand): this;
  }
}

/** The formulas, for `clamp` too. An element at the bound keeps its gradient. */
export const upperBound: BinaryFormulas = {
  name: 'clampMax',
  float: wgsl('smaller(a, b)', (x, max) => (x > max || Number.isNaN(max) ? max : x)),
  integer: (x, max) => (x > max ? max : x),
  backward: {
    a: (grad, node) => where(le(node.tensor(0), node.b), grad, 0),
    b: (grad, node) => where(gt(node.tensor(0), node.b), grad, 0),
  },
};

const toTensor = binaryFunction({ ...upperBound, node: 'ClampMaxBackward1' });
const toNumber = binaryFunction(upperBound);

export function clampMax(x: Tensor, max: Operand): Tensor {
  return (max instanceof Tensor ? toTensor : toNumber)(x, max);
}

method('clampMax', clampMax);
inPlaceMethod('clampMax', clampMax);
