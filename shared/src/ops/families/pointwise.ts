import { bool, type Dtype, int64 } from '../../core/dtype.ts';
import { resultType } from '../../core/promotion.ts';
import { broadcastSizes, product } from '../../core/shape.ts';
import { asLongs, asNumbers, cast } from '../../device/cpu/cast.ts';
import { mapLongs, mapNumbers, testPairs, zipLongs, zipNumbers } from '../../device/cpu/pointwise.ts';
import { elementsAs } from '../../tensor/elements.ts';
import { fromElements, type Tensor } from '../../tensor/tensor.ts';
import {
  dtypeComplaint,
  floatDtype,
  type Operand,
  operandElements,
  requireOperand,
  requireTensor,
  sizesOf,
} from './operand.ts';

/*
 * The pointwise family: y[i] = f(x[i]) or y[i] = f(a[i], b[i]) with broadcasting. An operation gives the formula
 * for one element; the family has the shapes, the dtypes and the loops.
 *
 * Formulas come in two domains. `float` computes in JavaScript numbers, for float32 (rounded when stored),
 * float64 and bool (0 and 1; whatever is not 0 is true). `integer` computes in bigints, for every integer
 * dtype, exactly, and wraps around when stored. Without `integer` the operation turns integers into floats.
 */

/** A function of one tensor, with the declaration it was made from. */
export interface UnaryOp {
  (x: Tensor): Tensor;
  readonly declaration: UnaryDeclaration;
}

export interface UnaryDeclaration {
  readonly name: string;
  readonly float: (x: number) => number;
  readonly integer?: (x: bigint) => bigint;
  /** Whether bool tensors are taken as they are; otherwise they are refused, or become floats. */
  readonly bool?: boolean;
  /** Points of the function's domain at which tests compare the loops with the formula. */
  readonly samples: readonly number[];
}

/** Makes `y = f(x)`: the dtype of `x`, or float32 for an integer where the operation has no integer formula. */
export function unary(declaration: UnaryDeclaration): UnaryOp {
  const { name, float, integer } = declaration;
  const apply = (x: Tensor): Tensor => {
    requireTensor(name, x);
    const { dtype } = x;
    if (integer !== undefined && dtype.kind === 'integer') {
      const out = new BigInt64Array(x.numel());
      mapLongs(integer, asLongs(elementsAs(x, dtype)), out);
      return fromElements(dtype === int64 ? out : cast(out, dtype), dtype, x.sizes);
    }
    if (integer !== undefined && dtype === bool && declaration.bool !== true) {
      throw dtypeComplaint(name, dtype, 'an integer or floating point dtype');
    }
    const result = integer !== undefined ? dtype : floatDtype(dtype);
    const out = asNumbers(result.allocate(x.numel()));
    mapNumbers(float, asNumbers(elementsAs(x, result)), out);
    return fromElements(out, result, x.sizes);
  };
  return Object.assign(apply, { declaration });
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
  readonly name: string;
  readonly float: (a: number, b: number) => number;
  readonly integer?: (a: bigint, b: bigint) => bigint;
  /** Whether two bool operands are taken, with 0 and 1; otherwise they are refused, or become floats. */
  readonly bool?: boolean;
  readonly samples: readonly (readonly [number, number])[];
}

/** Makes `y = f(a, b)` in the promoted dtype, or in float32 for integers without an integer formula. */
export function binary(declaration: BinaryDeclaration): BinaryOp {
  const { name, float, integer } = declaration;
  const apply = (a: Operand, b: Operand): Tensor => {
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
    if (integer !== undefined && dtype === bool && declaration.bool !== true) {
      throw dtypeComplaint(name, dtype, 'operands that are not both bool');
    }
    const result = integer !== undefined ? dtype : floatDtype(dtype);
    const out = asNumbers(result.allocate(product(sizes)));
    const dataA = asNumbers(operandElements(a, sizes, result));
    const dataB = asNumbers(operandElements(b, sizes, result));
    zipNumbers(float, dataA, dataB, out);
    return fromElements(result === bool ? cast(out, bool) : out, result, sizes);
  };
  return Object.assign(apply, { declaration });
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
  return Object.assign(apply, { declaration });
}

/** The shape and the dtype in which two operands meet. */
function meet(name: string, a: Operand, b: Operand): { sizes: readonly number[]; dtype: Dtype } {
  requireOperand(name, a);
  requireOperand(name, b);
  return { sizes: broadcastSizes(name, sizesOf(a), sizesOf(b)), dtype: resultType(a, b) };
}
