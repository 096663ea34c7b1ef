import { bool } from '../core/dtype.ts';
import { resultType } from '../core/promotion.ts';
import { broadcastSizes, product } from '../core/shape.ts';
import { record } from '../tensor/graph.ts';
import { trueIndices } from '../tensor/indexing.ts';
import { tupleOf } from '../tensor/named-tuple.ts';
import { fromElements, type Tensor } from '../tensor/tensor.ts';
import { method } from './families/methods.ts';
import {
  dtypeComplaint,
  type Operand,
  operandElements,
  requireOperand,
  requireTensor,
  sizesOf,
} from './families/operand.ts';
import { sumTo } from './families/sum-to.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** This tensor's elements where `condition` is true, those of `other` elsewhere. */
    where(condition: Tensor, other: Operand): Tensor;
  }
}

/**
 * a where `condition` is true, b elsewhere; all three broadcast: `torch.where`.
 *
 * ```ts
 * const x = torch.tensor([-1.5, 2]);
 * torch.where(x.gt(0), x, 0); // → tensor([0., 2.])
 * ```
 *
 * With the condition alone: where it is true, as a tensor of indices for each dimension.
 *
 * @throws RuntimeError where the condition is not bool.
 */
export function where(condition: Tensor): readonly Tensor[];
export function where(condition: Tensor, a: Operand, b: Operand): Tensor;
export function where(condition: Tensor, a?: Operand, b?: Operand): Tensor | readonly Tensor[] {
  requireTensor('where', condition);
  if (a === undefined && b === undefined) return tupleOf(trueIndices(condition));
  requireOperand('where', a);
  requireOperand('where', b);
  if (condition.dtype !== bool && condition.dtype.name !== 'uint8') {
    throw dtypeComplaint('where', condition.dtype, 'a bool condition, such as x.gt(0)');
  }
  const sizes = broadcastSizes('where', condition.sizes, broadcastSizes('where', sizesOf(a), sizesOf(b)));
  const dtype = resultType(a, b);
  const chosen = operandElements(condition, sizes, bool);
  const dataA = operandElements(a, sizes, dtype);
  const dataB = operandElements(b, sizes, dtype);
  const out = dtype.allocate(product(sizes));
  const [stepC, stepA, stepB] = [step(chosen), step(dataA), step(dataB)];
  for (let i = 0; i < out.length; i++) {
    out[i] = (chosen[i * stepC] === 0 ? dataB[i * stepB] : dataA[i * stepA]) as number;
  }
  return record(fromElements(out, dtype, sizes), 'WhereBackward0', [condition, a, b], (grad, node) => [
    null,
    node.needs(1) ? sumTo(where(node.tensor(0), grad, 0), node.outline(1)) : null,
    node.needs(2) ? sumTo(where(node.tensor(0), 0, grad), node.outline(2)) : null,
  ]);
}

/** A single element stands for all. */
function step(data: ArrayLike<unknown>): 0 | 1 {
  return data.length === 1 ? 0 : 1;
}

method('where', (x: Tensor, condition: Tensor, other: Operand) => where(condition, x, other));
