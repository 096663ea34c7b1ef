import { RuntimeError } from '../core/errors.ts';
import { checkOptions } from '../core/options.ts';
import { isScalar } from '../core/python.ts';
import { wgsl } from '../device/formulas.ts';
import { Tensor } from '../tensor/tensor.ts';
import { upperBound } from './clamp-max.ts';
import { lowerBound } from './clamp-min.ts';
import { inPlaceMethod, method } from './families/methods.ts';
import { type Operand, requireTensor } from './families/operand.ts';
import { binaryFunction, type TernaryFormulas, ternaryFunction } from './families/pointwise.ts';
import { ge } from './ge.ts';
import { gt } from './gt.ts';
import { le } from './le.ts';
import { logicalAnd } from './logical-and.ts';
import { logicalOr } from './logical-or.ts';
import { lt } from './lt.ts';
import { where } from './where.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * Every element brought into the range from `min` to `max`: min(max(x, `min`), `max`). NaN stays NaN.
     *
     * ```ts
     * torch.tensor([-2, 0.5, 7]).clamp(0, 1); // → tensor([0.0000, 0.5000, 1.0000])
     * ```
     *
     * @throws RuntimeError without any bound.
     */
    clamp(min?: Operand | null, max?: Operand | null | ClampBounds): Tensor;
    clamp(bounds: ClampBounds): Tensor;
    /** `clamp`, written over this tensor, which keeps its shape and dtype. */
    clamp_(min?: Operand | null, max?: Operand | null | ClampBounds): this;
    clamp_(bounds: ClampBounds): this;
    /** `clamp` under its other name. */
    clip(min?: Operand | null, max?: Operand | null | ClampBounds): Tensor;
    clip(bounds: ClampBounds): Tensor;
    /** `clamp_` under its other name. */
    clip_(min?: Operand | null, max?: Operand | null | ClampBounds): this;
    clip_(bounds: ClampBounds): this;
  }
}

export interface ClampBounds {
  readonly min?: Operand | null;
  readonly max?: Operand | null;
}

const both: TernaryFormulas = {
  name: 'clamp',
  float: wgsl('smaller(larger(a, b), c)', (x, min, max) => {
    const raised = x < min || Number.isNaN(min) ? min : x;
    return raised > max || Number.isNaN(max) ? max : raised;
  }),
  integer: (x, min, max) => {
    const raised = x < min ? min : x;
    return raised > max ? max : raised;
  },
  backward: {
    a: (grad, node) => {
      const x = node.tensor(0);
      return where(logicalAnd(ge(x, node.input(1)), le(x, node.input(2))), grad, 0);
    },
    // Where the bounds cross, the result is `max`.
    b: (grad, node) => {
      const [min, max] = [node.tensor(1), node.input(2)];
      return where(logicalAnd(lt(min, max), lt(node.tensor(0), min)), grad, 0);
    },
    c: (grad, node) => {
      const [min, max] = [node.input(1), node.tensor(2)];
      return where(logicalOr(gt(min, max), gt(node.tensor(0), max)), grad, 0);
    },
  },
};

// PyTorch has a name for bounds that are tensors, and one for numbers.
const toTensors = ternaryFunction({ ...both, node: 'ClampBackward0' });
const toNumbers = ternaryFunction({ ...both, node: 'ClampBackward1' });
const toMinTensor = binaryFunction({ ...lowerBound, name: 'clamp', node: 'ClampBackward0' });
const toMinNumber = binaryFunction({ ...lowerBound, name: 'clamp', node: 'ClampBackward1' });
const toMaxTensor = binaryFunction({ ...upperBound, name: 'clamp', node: 'ClampBackward0' });
const toMaxNumber = binaryFunction({ ...upperBound, name: 'clamp', node: 'ClampBackward1' });

export function clamp(
  x: Tensor,
  first?: Operand | ClampBounds | null,
  second?: Operand | ClampBounds | null,
): Tensor {
  requireTensor('clamp', x);
  const { min, max } = boundsOf(first, second);
  if (min === null && max === null) {
    throw new RuntimeError({ who: 'clamp', seen: 'no bounds', expected: "at least one of 'min' or 'max'" });
  }
  if (min === null) return max instanceof Tensor ? toMaxTensor(x, max) : toMaxNumber(x, max as Operand);
  if (max === null) return min instanceof Tensor ? toMinTensor(x, min) : toMinNumber(x, min);
  return (min instanceof Tensor || max instanceof Tensor ? toTensors : toNumbers)(x, min, max);
}

/** Bounds in order, by name, or the first in its place and the second by name. */
function boundsOf(
  first: Operand | ClampBounds | null | undefined,
  second: Operand | ClampBounds | null | undefined,
): { min: Operand | null; max: Operand | null } {
  if (isBounds(first)) return { min: first.min ?? null, max: first.max ?? null };
  if (isBounds(second)) return { min: first ?? null, max: second.max ?? null };
  return { min: first ?? null, max: second ?? null };
}

function isBounds(value: Operand | ClampBounds | null | undefined): value is ClampBounds {
  if (typeof value !== 'object' || value === null || value instanceof Tensor || isScalar(value)) return false;
  if (Array.isArray(value)) return false;
  checkOptions('clamp', value, ['min', 'max']);
  return true;
}

/** `clamp` under its other name: PyTorch's `torch.clip`. */
export const clip = clamp;

method('clamp', clamp);
inPlaceMethod('clamp', clamp);
method('clip', clamp);
inPlaceMethod('clip', clamp);
