import { wgsl } from '../device/formulas.ts';
import { Tensor } from '../tensor/tensor.ts';
import { inPlaceMethod, method } from './families/methods.ts';
import type { Operand } from './families/operand.ts';
import { type BinaryFormulas, binaryFunction } from './families/pointwise.ts';
import { ge } from './ge.ts';
import { lt } from './lt.ts';
import { where } from './where.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** Every element made ≥ `min`: the larger of the two. NaN stays NaN. */
    clampMin(min: Operand): Tensor;
    /** `clampMin`, written over this tensor, which keeps its shape and dtype. */
    clampMin_(min: Operand): this;
  }
}

/** The formulas, for `clamp` too. An element at the bound keeps its gradient. */
export const lowerBound: BinaryFormulas = {
  name: 'clampMin',
  float: wgsl('larger(a, b)', (x, min) => (x < min || Number.isNaN(min) ? min : x)),
  integer: (x, min) => (x < min ? min : x),
  backward: {
    a: (grad, node) => where(ge(node.tensor(0), node.b), grad, 0),
    b: (grad, node) => where(lt(node.tensor(0), node.b), grad, 0),
  },
};

const toTensor = binaryFunction({ ...lowerBound, node: 'ClampMinBackward1' });
const toNumber = binaryFunction(lowerBound);

export function clampMin(x: Tensor, min: Operand): Tensor {
  return (min instanceof Tensor ? toTensor : toNumber)(x, min);
}

method('clampMin', clampMin);
inPlaceMethod('clampMin', clampMin);
