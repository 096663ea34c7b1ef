import { bool } from '../../core/dtype.ts';
import { resultType } from '../../core/promotion.ts';
import { broadcastSizes } from '../../core/shape.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { inPlaceMethod, method } from './methods.ts';
import { dtypeComplaint, type Operand, requireOperand, sizesOf } from './operand.ts';
import { zipped } from './pointwise.ts';

/** An operation on the bits of whole numbers. */
export interface BitwiseDeclaration {
  readonly name: string;
  /** For int64. */
  readonly integer: (a: bigint, b: bigint) => bigint;
  /** For integers of up to 32 bits, and bools as 0 and 1. */
  readonly narrow: (a: number, b: number) => number;
  readonly bool: boolean;
}

/** Makes `y = f(a, b)` for integers, and bools where `bool`; with the method and its in-place form. */
export function bitwise(declaration: BitwiseDeclaration): (a: Operand, b: Operand) => Tensor {
  const { name, integer, narrow } = declaration;
  const formulas = { name, float: narrow, integer, narrow };
  const apply = (a: Operand, b: Operand): Tensor => {
    requireOperand(name, a);
    requireOperand(name, b, 'other');
    const dtype = resultType(a, b);
    if (dtype.kind === 'float' || (dtype === bool && !declaration.bool)) {
      throw dtypeComplaint(name, dtype, `an integer${declaration.bool ? ' or bool' : ''} dtype`);
    }
    return zipped(formulas, a, b, broadcastSizes(name, sizesOf(a), sizesOf(b)), dtype);
  };
  method(name, apply);
  inPlaceMethod(name, apply);
  return apply;
}
