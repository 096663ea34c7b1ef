import { bool } from '../core/dtype.ts';
import { resultType } from '../core/promotion.ts';
import { broadcastSizes } from '../core/shape.ts';
import { moved } from '../tensor/creation.ts';
import { record } from '../tensor/graph.ts';
import { trueIndices } from '../tensor/indexing.ts';
import { tupleOf } from '../tensor/named-tuple.ts';
import { fromBuffer, type Tensor } from '../tensor/tensor.ts';
import { method } from './families/methods.ts';
import { dtypeComplaint, type Operand, requireOperand, requireTensor, sizesOf } from './families/operand.ts';
import { deviceOfAll, operandOn } from './families/placing.ts';
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
  const who = 'where';
  requireTensor(who, condition);
  if (a === undefined && b === undefined) return tupleOf(trueIndices(condition, condition.device));
  requireOperand(who, a);
  requireOperand(who, b);
  if (condition.dtype !== bool && condition.dtype.name !== 'uint8') {
    throw dtypeComplaint(who, condition.dtype, 'a bool condition, such as x.gt(0)');
  }
  const sizes = broadcastSizes(who, condition.sizes, broadcastSizes(who, sizesOf(a), sizesOf(b)));
  const dtype = resultType(a, b);
  const device = deviceOfAll(who, [condition, a, b]);
  const mask = moved(condition, device);
  const buffer = device.select(mask, operandOn(a, device), operandOn(b, device), sizes, dtype);
  const y = fromBuffer(buffer, dtype, sizes, device);
  return record(y, 'WhereBackward0', [condition, a, b], (grad, node) => [
    null,
    node.needs(1) ? sumTo(where(node.tensor(0), grad, 0), node.outline(1)) : null,
    node.needs(2) ? sumTo(where(node.tensor(0), 0, grad), node.outline(2)) : null,
  ]);
}

method('where', (x: Tensor, condition: Tensor, other: Operand) => where(condition, x, other));
