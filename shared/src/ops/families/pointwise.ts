import { bool, type Dtype, float32, int64, type TypedArray } from '../../core/dtype.ts';
import { resultType, resultTypeOfAll } from '../../core/promotion.ts';
import { broadcastSizes, product } from '../../core/shape.ts';
import { asLongs, asNumbers, cast } from '../../device/cpu/cast.ts';
import {
  mapLongs,
  mapNumbers,
  testPairs,
  zipLongs,
  zipNumbers,
  zipThreeLongs,
  zipThreeNumbers,
} from '../../device/cpu/pointwise.ts';
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
 * The pointwise family: y[i] = f(x[i]), f(a[i], b[i]) or f(a[i], b[i], c[i]) with broadcasting. An operation gives
 * the formula for one element and that of its gradient; the family has the shapes, the dtypes and the loops,
 * installs the method and its in-place form, and brings gradients of stretched operands back to their shapes.
 *
 * Formulas come in three domains. `float` computes in JavaScript numbers, for float32 (rounded when stored),
 * float64 and bool (0 and 1; whatever is not 0 is true). `integer` computes in bigints, for int64. `narrow`
 * computes in numbers for the integers of up to 32 bits; it is `float` where that is exact there too. What is
 * stored into an integer wraps around.
 */

/** PyTorch's name of an operation's node: `LogSoftmaxBackward0` of `logSoftmax`, `Log1PBackward0` of `log1p`. */
export function nodeName(name: string): string {
  return `${name.replace(/^[a-z]|(?<=\d)[a-z]/g, (letter) => letter.toUpperCase())}Backward0`;
}

/** What the formulas of one, two and three operands have in common. `Longs` is the form of those for int64. */
interface Formulas<Numbers, Longs> {
  /** The name of the function and the method; PyTorch's in camelCase. */
  readonly name: string;
  readonly float: Numbers;
  /** Without it the operation turns integers into floats; null: it refuses them. */
  readonly integer?: Longs | null;
  /** For float32, where PyTorch's result shows that it is rounded on the way. */
  readonly single?: Numbers;
  /** For integers of up to 32 bits, where `float` is not exact. */
  readonly narrow?: Numbers;
  /** Whether bools are taken as they are, beside integers; otherwise they are refused. */
  readonly bool?: boolean;
  /** PyTorch's name of the node, where it is not that of the operation. */
  readonly node?: string;
}

/** The dtype that an operation computes in, given that of its operands. @throws RuntimeError for one it refuses. */
function computingDtype(
  { name, integer, bool: takesBool }: Pick<Formulas<never, unknown>, 'name' | 'integer' | 'bool'>,
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

/** The formula for elements of a dtype other than int64. */
function numberFormula<Numbers>(
  { float, single = float, narrow = float }: Pick<Formulas<Numbers, never>, 'float' | 'single' | 'narrow'>,
  dtype: Dtype,
): Numbers {
  if (dtype.kind === 'integer') return narrow;
  return dtype === float32 ? single : float;
}

/** The result, as bool where it is to be one: formulas on 0 and 1 may give other numbers. */
function resultOf(out: TypedArray, dtype: Dtype, sizes: readonly number[]): Tensor {
  return fromElements(dtype === bool ? cast(out, bool) : out, dtype, sizes);
}

/** A function of one tensor, with the declaration it was made from. */
export interface UnaryOp {
  (x: Tensor): Tensor;
  readonly declaration: UnaryDeclaration;
}

/** The formulas of an operation on single elements. */
export interface UnaryFormulas extends Formulas<(x: number) => number, (x: bigint) => bigint> {
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
  const { name, integer, backward: formula } = formulas;
  const recorded = formulas.node ?? nodeName(name);
  const backward: Backward =
    formula === null ? (grad) => [zerosLike(grad)] : (grad, node) => [formula(grad, node)];
  return (x) => {
    requireTensor(name, x);
    const dtype = computingDtype(formulas, x.dtype);
    const out = dtype.allocate(x.numel());
    const data = elementsAs(x, dtype);
    if (dtype === int64) mapLongs(integer as (x: bigint) => bigint, asLongs(data), asLongs(out));
    else mapNumbers(numberFormula(formulas, dtype), asNumbers(data), asNumbers(out));
    return record(resultOf(out, dtype, x.sizes), recorded, [x], backward);
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

/** The formulas of an operation on pairs of elements. */
export interface BinaryFormulas
  extends Formulas<(a: number, b: number) => number, (a: bigint, b: bigint) => bigint> {
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
  const { name, integer } = formulas;
  const recorded = formulas.node ?? nodeName(name);
  const backward = formulas.backward === null ? null : operandBackward(formulas.backward);
  return (a, b) => {
    requireOperand(name, a);
    requireOperand(name, b, 'other');
    const sizes = broadcastSizes(name, sizesOf(a), sizesOf(b));
    const dtype = computingDtype(formulas, resultType(a, b));
    const out = dtype.allocate(product(sizes));
    const dataA = operandElements(a, sizes, dtype);
    const dataB = operandElements(b, sizes, dtype);
    if (dtype === int64) {
      zipLongs(integer as (a: bigint, b: bigint) => bigint, asLongs(dataA), asLongs(dataB), asLongs(out));
    } else {
      const formula = numberFormula(formulas, dtype);
      zipNumbers(formula, asNumbers(dataA), asNumbers(dataB), asNumbers(out));
    }
    const y = resultOf(out, dtype, sizes);
    return backward === null ? y : record(y, recorded, [a, b], backward);
  };
}

/** The formulas of an operation on three elements. */
export interface TernaryFormulas
  extends Formulas<(a: number, b: number, c: number) => number, (a: bigint, b: bigint, c: bigint) => bigint> {
  readonly backward: {
    readonly a: OperandBackward;
    readonly b: OperandBackward;
    readonly c: OperandBackward;
  };
}

/** Makes `y = f(a, b, c)` in the promoted dtype of all three. */
export function ternaryFunction(formulas: TernaryFormulas): (a: Operand, b: Operand, c: Operand) => Tensor {
  const { name, integer } = formulas;
  const recorded = formulas.node ?? nodeName(name);
  const backward = operandBackward(formulas.backward);
  return (a, b, c) => {
    requireOperand(name, a);
    requireOperand(name, b, 'other');
    requireOperand(name, c);
    const sizes = broadcastSizes(name, broadcastSizes(name, sizesOf(a), sizesOf(b)), sizesOf(c));
    const dtype = computingDtype(formulas, resultTypeOfAll([a, b, c]));
    const out = dtype.allocate(product(sizes));
    const [dataA, dataB, dataC] = [a, b, c].map((x) => operandElements(x, sizes, dtype)) as [
      TypedArray,
      TypedArray,
      TypedArray,
    ];
    if (dtype === int64) {
      const formula = integer as (a: bigint, b: bigint, c: bigint) => bigint;
      zipThreeLongs(formula, asLongs(dataA), asLongs(dataB), asLongs(dataC), asLongs(out));
    } else {
      const formula = numberFormula(formulas, dtype);
      zipThreeNumbers(formula, asNumbers(dataA), asNumbers(dataB), asNumbers(dataC), asNumbers(out));
    }
    return record(resultOf(out, dtype, sizes), recorded, [a, b, c], backward);
  };
}

/** Each operand's gradient where it is wanted, summed over the elements that one of the operand's stood for. */
function operandBackward(formulas: Readonly<Record<string, OperandBackward>>): Backward {
  const each = Object.values(formulas);
  return (grad, node) =>
    each.map((formula, i) => (node.needs(i) ? sumTo(formula(grad, node), node.outline(i)) : null));
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
    requireOperand(name, a);
    requireOperand(name, b, 'other');
    const sizes = broadcastSizes(name, sizesOf(a), sizesOf(b));
    const common = truth === true ? bool : resultType(a, b);
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
