import { RuntimeError } from '../core/errors.ts';
import { wgsl } from '../device/formulas.ts';
import { Tensor } from '../tensor/tensor.ts';
import { inPlaceMethod, method } from './families/methods.ts';
import { dtypeComplaint, type Operand, requireTensor } from './families/operand.ts';
import { type TernaryFormulas, ternaryFunction } from './families/pointwise.ts';
import { mul } from './mul.ts';
import { sub } from './sub.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The point between this tensor and `end`: x + `weight` · (`end` − x).
     *
     * ```ts
     * torch.tensor([0.5, 2.5]).lerp(torch.tensor([1.5, 0.5]), 0.25); // → tensor([0.7500, 2.0000])
     * ```
     *
     * @throws RuntimeError for integers, and for two dtypes.
     */
    lerp(end: Tensor, weight: Operand): Tensor;
    /** lerp, written over this tensor. */
    lerp_(end: Tensor, weight: Operand): this;
  }
}

const formulas: TernaryFormulas = {
  name: 'lerp',
  // From the nearer end, so that both weights 0 and 1 are exact.
  float: wgsl('select(b - (b - a) * (1.0 - c), a + c * (b - a), abs(c) < 0.5)', (start, end, weight) =>
    Math.abs(weight) < 0.5 ? start + weight * (end - start) : end - (end - start) * (1 - weight),
  ),
  backward: {
    a: (grad, node) => mul(grad, sub(1, node.input(2))),
    b: (grad, node) => mul(grad, node.input(2)),
    c: (grad, node) => mul(grad, sub(node.tensor(1), node.tensor(0))),
  },
};

const byNumber = ternaryFunction(formulas);
const byTensor = ternaryFunction({ ...formulas, node: 'LerpBackward1' });

export function lerp(start: Tensor, end: Tensor, weight: Operand): Tensor {
  const who = 'lerp';
  requireTensor(who, start);
  requireTensor(who, end);
  if (!start.isFloatingPoint()) throw dtypeComplaint(who, start.dtype, 'a floating point dtype');
  for (const other of [end, weight]) {
    if (!(other instanceof Tensor) || other.dtype === start.dtype) continue;
    throw new RuntimeError({
      who,
      seen: `expected dtype ${start.dtype} but got ${other.dtype}`,
      expected: 'tensors of one dtype',
      hint: 'convert one with .to(dtype)',
    });
  }
  return (weight instanceof Tensor ? byTensor : byNumber)(start, end, weight);
}

method('lerp', lerp);
inPlaceMethod('lerp', lerp);
