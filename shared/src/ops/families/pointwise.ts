import { bool, type Dtype, int64 } from '../../core/dtype.ts';
import { resultType } from '../../core/promotion.ts';
import { broadcastSizes, product } from '../../core/shape.ts';
import { asLongs, asNumbers, cast } from '../../device/cpu/cast.ts';
import { mapLongs, mapNumbers, testPairs, zipLongs, zipNumbers } from '../../device/cpu/pointwise.ts';
import { zerosLike } from '../../tensor/creation.ts';
import { elementsAs } from '../../tensor/elements.ts';
import { type Backward, type GradNode, record } from '../../tensor/graph.ts';
import { fromElements, type Tensor } from '../../tensor/tensor.ts';
import { inPlaceMethod, method } from './methods.ts';
import {
  dtypeComplaint,
  floatDtype,
  type Operand,
  operandElements,
  requireOperand,
  requireTensor,
  sizesOf,
} from './operand.ts';
import { sumTo } from './sum-to.ts';

/*
 * The pointwise family: y[i] = f(x[i]) or y[i] = f(a[i], b[i]) with broadcasting. An operation gives the formula
 * for one element and that of its gradient; the family has the shapes, the dtypes and the loops, installs the
 * method and its in-place form, and brings gradients of stretched operands back to their shapes.
 *
 * Formulas come in two domains. `float` computes in JavaScript numbers, for float32 (rounded when stored),
 * float64 and bool (0 and 1; whatever is not 0 is true). `integer` computes in bigints, for every integer
 * dtype, exactly, and wraps around when stored. Without `integer` the operation turns integers into floats.
 */

/** PyTorch's name of an operation's node: `LogSoftmaxBackward0` of `logSoftmax`. */
export function nodeName(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}Backward0`;
}

/** A function of one tensor, with the declaration it was made from. */
export interface UnaryOp {
  (x: Tensor): Tensor;
  readonly declaration: UnaryDeclaration;
}

export interface UnaryDeclaration {
  /** The name of the function and the method; PyTorch's in camelCase. */
  readonly name: string;
  readonly float: (x: number) => number;
  readonly integer?: (x: bigint) => bigint;
  /** Whether bool tensors are taken as they are; otherwise they are refused, or become floats. */
  readonly bool?: boolean;
  /** dL/dx from `grad` = dL/dy, in terms of the node's `x` and `y`. null: the derivative is 0 where it exists. */
  readonly backward: ((grad: Tensor, node: GradNode) => Tensor) | null;
  /** Points of the function's domain at which tests compare the loops, and the gradient, with the formula. */
  readonly samples: readonly number[];
}

/** The formulas of an operation on single elements. */
export type UnaryFormulas = Omit<UnaryDeclaration, 'samples'>;

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
  const { name, float, integer, backward: formula } = formulas;
  const recorded = nodeName(name);
  const backward: Backward =
    formula === null ? (grad) => [zerosLike(grad)] : (grad, node) => [formula(grad, node)];
  return (x) => {
    requireTensor(name, x);
    const { dtype } = x;
    if (integer !== undefined && dtype.kind === 'integer') {
      const out = new BigInt64Array(x.numel());
      mapLongs(integer, asLongs(elementsAs(x, dtype)), out);
      return fromElements(dtype === int64 ? out : cast(out, dtype), dtype, x.sizes);
    }
    if (integer !== undefined && dtype === bool && formulas.bool !== true) {
      throw dtypeComplaint(name, dtype, 'an integer or floating point dtype');
    }
    const result = integer !== undefined ? dtype : floatDtype(dtype);
    const out = asNumbers(result.allocate(x.numel()));
    mapNumbers(float, asNumbers(elementsAs(x, result)), out);
    return record(fromElements(out, result, x.sizes), recorded, [x], backward);
  };
}

/** Makes a test of every element; the result is bool. Integers are tested as the numbers they stand for. */
export function predicate(declaration: PredicateDeclaration): PredicateOp {
  const { name, test } = declaration;
  const apply = (x: Tensor): Tensor => {
    requireTensor(name, x);
    const elements = elementsAs(x, x.dtype);
    const out = new Uint8Array(elements.length);
    for (let i = 0; i < out.length; i++) out[i] = test(Number(elements[i])) ? 1 : 0;
    return fromElements(out, bool, x.sizes);
  };
  method(name, apply);
  return Object.assign(apply, { declaration });
}

export interface PredicateOp {
  (x: Tensor): Tensor;
  readonly declaration: PredicateDeclaration;
}

export interface PredicateDeclaration {
  readonly name: string;
  readonly test: (x: number) => boolean;
  readonly samples: readonly number[];
}

/** A function of two operands, at least one of them a tensor, with the declaration it was made from. */
export interface BinaryOp {
  (a: Operand, b: Operand): Tensor;
  readonly declaration: BinaryDeclaration;
}

export interface BinaryDeclaration {
  /** The name of the function and the method; PyTorch's in camelCase. */
  readonly name: string;
  readonly float: (a: number, b: number) => number;
  readonly integer?: (a: bigint, b: bigint) => bigint;
  /** Whether two bool operands are taken, with 0 and 1; otherwise they are refused, or become floats. */
  readonly bool?: boolean;
  /** dL/da and dL/db from `grad` = dL/dy, in terms of the node's `a`, `b` and `y`. null: no gradient flows. */
  readonly backward: BinaryBackward | null;
  /** PyTorch's name of the node, where it is not that of the operation. */
  readonly node?: string;
  readonly samples: readonly (readonly [number, number])[];
}

export interface BinaryBackward {
  readonly a: (grad: Tensor, node: GradNode) => Tensor;
  readonly b: (grad: Tensor, node: GradNode) => Tensor;
}

/** The formulas of an operation on pairs of elements. */
export type BinaryFormulas = Omit<BinaryDeclaration, 'samples'>;

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
  const { name, float, integer } = formulas;
  const recorded = formulas.node ?? nodeName(name);
  const backward = formulas.backward === null ? null : binaryBackward(formulas.backward);
  return (a, b) => {
    const { sizes, dtype } = meet(name, a, b);
    if (integer !== undefined && dtype.kind === 'integer') {
      const out = new BigInt64Array(product(sizes));
      zipLongs(
        integer,
        asLongs(operandElements(a, sizes, dtype)),
        asLongs(operandElements(b, sizes, dtype)),
        out,
      );
      return fromElements(dtype === int64 ? out : cast(out, dtype), dtype, sizes);
    }
    if (integer !== undefined && dtype === bool && formulas.bool !== true) {
      throw dtypeComplaint(name, dtype, 'operands that are not both bool');
    }
    const result = integer !== undefined ? dtype : floatDtype(dtype);
    const out = asNumbers(result.allocate(product(sizes)));
    const dataA = asNumbers(operandElements(a, sizes, result));
    const dataB = asNumbers(operandElements(b, sizes, result));
    zipNumbers(float, dataA, dataB, out);
    const y = fromElements(result === bool ? cast(out, bool) : out, result, sizes);
    return backward === null ? y : record(y, recorded, [a, b], backward);
  };
}

function binaryBackward({ a, b }: BinaryBackward): Backward {
  return (grad, node) => [
    node.needs(0) ? sumTo(a(grad, node), node.outline(0)) : null,
    node.needs(1) ? sumTo(b(grad, node), node.outline(1)) : null,
  ];
}

/** A comparison of two operands; the result is bool. */
export interface ComparisonOp {
  (a: Operand, b: Operand): Tensor;
  readonly declaration: ComparisonDeclaration;
}

export interface ComparisonDeclaration {
  readonly name: string;
  readonly test: <E extends number | bigint>(a: E, b: E) => boolean;
  /** Compare what is true and false of the operands rather than their values. */
  readonly truth?: boolean;
  readonly samples: readonly (readonly [number, number])[];
}

/** Makes a comparison, carried out in the promoted dtype: float32 0.1 equals the number 0.1. */
export function comparison(declaration: ComparisonDeclaration): ComparisonOp {
  const { name, test, truth } = declaration;
  const apply = (a: Operand, b: Operand): Tensor => {
    const { sizes, dtype } = meet(name, a, b);
    const common: Dtype = truth === true ? bool : dtype;
    const dataA = operandElements(a, sizes, common);
    const dataB = operandElements(b, sizes, common);
    const out = new Uint8Array(product(sizes));
    if (dataA instanceof BigInt64Array) testPairs<bigint>(test, dataA, asLongs(dataB), out);
    else testPairs<number>(test, dataA, asNumbers(dataB), out);
    return fromElements(out, bool, sizes);
  };
  method(name, apply);
  return Object.assign(apply, { declaration });
}

/** The shape and the dtype in which two operands meet. */
function meet(name: string, a: Operand, b: Operand): { sizes: readonly number[]; dtype: Dtype } {
  requireOperand(name, a);
  requireOperand(name, b);
  return { sizes: broadcastSizes(name, sizesOf(a), sizesOf(b)), dtype: resultType(a, b) };
}
