import { bool, int64 } from '../../core/dtype.ts';
import { resultType } from '../../core/promotion.ts';
import { broadcastSizes, product } from '../../core/shape.ts';
import { asLongs, asNumbers } from '../../device/cpu/cast.ts';
import { zipLongs, zipNumbers } from '../../device/cpu/pointwise.ts';
import { fromElements, type Tensor } from '../../tensor/tensor.ts';
import { inPlaceMethod, method } from './methods.ts';
import { dtypeComplaint, type Operand, operandElements, requireOperand, sizesOf } from './operand.ts';

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
  const apply = (a: Operand, b: Operand): Tensor => {
    requireOperand(name, a);
    requireOperand(name, b, 'other');
    const dtype = resultType(a, b);
    if (dtype.kind === 'float' || (dtype === bool && !declaration.bool)) {
      throw dtypeComplaint(name, dtype, `an integer${declaration.bool ? ' or bool' : ''} dtype`);
    }
    const sizes = broadcastSizes(name, sizesOf(a), sizesOf(b));
    const out = dtype.allocate(product(sizes));
    const dataA = operandElements(a, sizes, dtype);
    const dataB = operandElements(b, sizes, dtype);
    if (dtype === int64) zipLongs(integer, asLongs(dataA), asLongs(dataB), asLongs(out));
    else zipNumbers(narrow, asNumbers(dataA), asNumbers(dataB), asNumbers(out));
    return fromElements(out, dtype, sizes);
  };
  method(name, apply);
  inPlaceMethod(name, apply);
  return apply;
}
