import { bool, type Dtype } from '../../core/dtype.ts';
import { resultType, resultTypeOfAll } from '../../core/promotion.ts';
import { broadcastSizes } from '../../core/shape.ts';
import type {
  Comparison,
  Formulas,
  MapFormulas,
  Test,
  ZipFormulas,
  ZipThreeFormulas,
} from '../../device/formulas.ts';
import { zerosLike } from '../../tensor/creation.ts';
import { type Backward, type GradNode, record } from '../../tensor/graph.ts';
import { fromBuffer, type Tensor } from '../../tensor/tensor.ts';
import { inPlaceMethod, method } from './methods.ts';
import {
  dtypeComplaint,
  floatDtype,
  type Operand,
  requireOperand,
  requireTensor,
  sizesOf,
} from './operand.ts';
import { deviceOf, deviceOfAll, operandOn } from './placing.ts';
import { sumTo } from './sum-to.ts';

/*
 * The pointwise family: y[i] = f(x[i]), f(a[i], b[i]) or f(a[i], b[i], c[i]) with broadcasting. An operation gives
 * the formula for one element and that of its gradient; the family has the shapes and the dtypes, hands the formula to
 * the device of the operands (see device/formulas.ts for its forms), installs the method and its in-place form, and
 * brings gradients of stretched operands back to their shapes.
 */

/** PyTorch's name of an operation's node: `LogSoftmaxBackward0` of `logSoftmax`, `Log1PBackward0` of `log1p`. */
export function nodeName(name: string): string {
  return `${name.replace(/^[a-z]|(?<=\d)[a-z]/g, (letter) => letter.toUpperCase())}Backward0`;
}

/** What operations on one, two and three operands declare beside their formulas. */
interface Rules {
  /** Whether bools are taken as they are, beside integers; otherwise they are refused. */
  readonly bool?: boolean;
  /** PyTorch's name of the node, where it is not that of the operation. */
  readonly node?: string;
}

/**
 * The dtype that an operation computes in, given that of its operands. Without an `integer` formula it turns integers
 * into floats; with null for one it refuses them.
 *
 * @throws RuntimeError for a dtype that it refuses.
 */
function computingDtype(
  { name, integer, bool: takesBool }: Pick<Formulas<unknown, unknown>, 'name' | 'integer'> & Rules,
  dtype: Dtype,
): Dtype {
  if (integer === undefined) return floatDtype(dtype);
  if (dtype.kind === 'float') return dtype;
  if (integer === null) throw dtypeComplaint(name, dtype, 'a floating point dtype');
  if (dtype === bool && takesBool !== true) {
    throw dtypeComplaint(name, dtype, 'an integer or floating point dtype');
  }
  return dtype;
}

/** A function of one tensor, with the declaration it was made from. */
export interface UnaryOp {
  (x: Tensor): Tensor;
  readonly declaration: UnaryDeclaration;
}

/** The formulas of an operation on single elements. */
export interface UnaryFormulas extends MapFormulas, Rules {
  /** dL/dx from `grad` = dL/dy, in terms of the node's `x` and `y`. null: the derivative is 0 where it exists. */
  readonly backward: ((grad: Tensor, node: GradNode) => Tensor) | null;
}

export interface UnaryDeclaration extends UnaryFormulas {
  /** Points of the function's domain at which tests compare the loops, and the gradient, with the formula. */
  readonly samples: readonly number[];
}

/**
 * Makes `y = f(x)`: the dtype of `x`, or float32 for an integer where the operation has no integer formula.
 * `Tensor` gets the method and its in-place form.
 */
export function unary(declaration: UnaryDeclaration): UnaryOp {
  const apply = unaryFunction(declaration);
  method(declaration.name, apply);
  inPlaceMethod(declaration.name, apply);
  return Object.assign(apply, { declaration });
}

/** The function alone, for operations whose formula depends on further arguments. */
export function unaryFunction(formulas: UnaryFormulas): (x: Tensor) => Tensor {
  const { name, backward: formula } = formulas;
  const recorded = formulas.node ?? nodeName(name);
  const backward: Backward =
    formula === null ? (grad) => [zerosLike(grad)] : (grad, node) => [formula(grad, node)];
  return (x) => {
    requireTensor(name, x);
    const dtype = computingDtype(formulas, x.dtype);
    const { device } = x.storage;
    const y = fromBuffer(device.map(formulas, x, dtype), dtype, x.sizes, device);
    return record(y, recorded, [x], backward);
  };
}

/** Makes a test of every element; the result is bool. Integers are tested as the numbers they stand for. */
export function predicate(declaration: PredicateDeclaration): PredicateOp {
  const { name } = declaration;
  const apply = (x: Tensor): Tensor => {
    requireTensor(name, x);
    return fromBuffer(x.device.test(declaration, x), bool, x.sizes, x.device);
  };
  method(name, apply);
  return Object.assign(apply, { declaration });
}

export interface PredicateOp {
  (x: Tensor): Tensor;
  readonly declaration: PredicateDeclaration;
}

export interface PredicateDeclaration extends Test {
  readonly samples: readonly number[];
}

/** A function of two operands, at least one of them a tensor, with the declaration it was made from. */
export interface BinaryOp {
  (a: Operand, b: Operand): Tensor;
  readonly declaration: BinaryDeclaration;
}

/** The formulas of an operation on pairs of elements. */
export interface BinaryFormulas extends ZipFormulas, Rules {
  /** dL/da and dL/db from `grad` = dL/dy, in terms of the node's `a`, `b` and `y`. null: nothing is recorded. */
  readonly backward: { readonly a: OperandBackward; readonly b: OperandBackward } | null;
}

/** The gradient of one operand, in the shape of the result. */
export type OperandBackward = (grad: Tensor, node: GradNode) => Tensor;

export interface BinaryDeclaration extends BinaryFormulas {
  readonly samples: readonly (readonly [number, number])[];
}

/**
 * Makes `y = f(a, b)` in the promoted dtype, or in float32 for integers without an integer formula. `Tensor`
 * gets the method and its in-place form.
 */
export function binary(declaration: BinaryDeclaration): BinaryOp {
  const apply = binaryFunction(declaration);
  method(declaration.name, apply);
  inPlaceMethod(declaration.name, apply);
  return Object.assign(apply, { declaration });
}

/** The function alone, for operations whose formula depends on further arguments. */
export function binaryFunction(formulas: BinaryFormulas): (a: Operand, b: Operand) => Tensor {
  const { name } = formulas;
  const recorded = formulas.node ?? nodeName(name);
  const backward = formulas.backward === null ? null : operandBackward(formulas.backward);
  return (a, b) => {
    requireOperand(name, a);
    requireOperand(name, b, 'other');
    const sizes = broadcastSizes(name, sizesOf(a), sizesOf(b));
    const y = zipped(formulas, a, b, sizes, computingDtype(formulas, resultType(a, b)));
    return backward === null ? y : record(y, recorded, [a, b], backward);
  };
}

/** y = f(a, b) in `dtype`, for operands that stretch to `sizes`; without history. */
export function zipped(
  formulas: ZipFormulas,
  a: Operand,
  b: Operand,
  sizes: readonly number[],
  dtype: Dtype,
): Tensor {
  const device = deviceOf(formulas.name, a, b);
  const buffer = device.zip(formulas, operandOn(a, device), operandOn(b, device), sizes, dtype);
  return fromBuffer(buffer, dtype, sizes, device);
}

/** The formulas of an operation on three elements. */
export interface TernaryFormulas extends ZipThreeFormulas, Rules {
  readonly backward: {
    readonly a: OperandBackward;
    readonly b: OperandBackward;
    readonly c: OperandBackward;
  };
}

/** Makes `y = f(a, b, c)` in the promoted dtype of all three. */
export function ternaryFunction(formulas: TernaryFormulas): (a: Operand, b: Operand, c: Operand) => Tensor {
  const { name } = formulas;
  const recorded = formulas.node ?? nodeName(name);
  const backward = operandBackward(formulas.backward);
  return (a, b, c) => {
    requireOperand(name, a);
    requireOperand(name, b, 'other');
    requireOperand(name, c);
    const sizes = broadcastSizes(name, broadcastSizes(name, sizesOf(a), sizesOf(b)), sizesOf(c));
    const dtype = computingDtype(formulas, resultTypeOfAll([a, b, c]));
    return record(zippedThree(formulas, a, b, c, sizes, dtype), recorded, [a, b, c], backward);
  };
}

/** y = f(a, b, c) in `dtype`, for operands that stretch to `sizes`; without history. */
export function zippedThree(
  formulas: ZipThreeFormulas,
  a: Operand,
  b: Operand,
  c: Operand,
  sizes: readonly number[],
  dtype: Dtype,
): Tensor {
  const device = deviceOfAll(formulas.name, [a, b, c]);
  const [onA, onB, onC] = [operandOn(a, device), operandOn(b, device), operandOn(c, device)];
  return fromBuffer(device.zipThree(formulas, onA, onB, onC, sizes, dtype), dtype, sizes, device);
}

/** Each operand's gradient where it is wanted, summed over the elements that one of the operand's stood for. */
function operandBackward(formulas: Readonly<Record<string, OperandBackward>>): Backward {
  const each = Object.values(formulas);
  return (grad, node) => {
    const grads = new Array<Tensor | null>(each.length).fill(null);
    for (let i = 0; i < grads.length; i++) {
      const formula = each[i] as OperandBackward;
      if (node.needs(i)) grads[i] = sumTo(formula(grad, node), node.outline(i));
    }
    return grads;
  };
}

/** A comparison of two operands; the result is bool. */
export interface ComparisonOp {
  (a: Operand, b: Operand): Tensor;
  readonly declaration: ComparisonDeclaration;
}

export interface ComparisonDeclaration extends Comparison {
  /** Compare what is true and false of the operands rather than their values. */
  readonly truth?: boolean;
  readonly samples: readonly (readonly [number, number])[];
}

/** Makes a comparison, carried out in the promoted dtype: float32 0.1 equals the number 0.1. */
export function comparison(declaration: ComparisonDeclaration): ComparisonOp {
  const { name, truth } = declaration;
  const apply = (a: Operand, b: Operand): Tensor => {
    requireOperand(name, a);
    requireOperand(name, b, 'other');
    return compared(declaration, a, b, truth === true ? bool : resultType(a, b));
  };
  method(name, apply);
  return Object.assign(apply, { declaration });
}

/** The result of a comparison in `dtype`. */
export function compared(comparison: Comparison, a: Operand, b: Operand, dtype: Dtype): Tensor {
  const sizes = broadcastSizes(comparison.name, sizesOf(a), sizesOf(b));
  const device = deviceOf(comparison.name, a, b);
  const buffer = device.compare(comparison, operandOn(a, device), operandOn(b, device), sizes, dtype);
  return fromBuffer(buffer, bool, sizes, device);
}
