import { type Dtype, float32, int64 } from '../../core/dtype.ts';
import { ArgumentError, describe, RuntimeError } from '../../core/errors.ts';
import { isScalar, type Scalar } from '../../core/python.ts';
import { Tensor } from '../../tensor/tensor.ts';

/** What an element-wise operation takes beside a tensor. */
export type Operand = Tensor | Scalar;

const noSizes: readonly number[] = [];

/** @throws TypeError unless `x` is a tensor. */
export function requireTensor(who: string, x: unknown): asserts x is Tensor {
  if (x instanceof Tensor) return;
  throw new ArgumentError({
    who,
    seen: describe(x),
    expected: 'a Tensor',
    hint: isScalar(x) || Array.isArray(x) ? 'torch.tensor(…) makes one' : undefined,
  });
}

/** @throws TypeError unless `x`, the argument of that name, is a tensor or a number. */
export function requireOperand(who: string, x: unknown, argument = 'an operand'): asserts x is Operand {
  if (x instanceof Tensor || isScalar(x)) return;
  throw new ArgumentError({
    who,
    seen: `${argument} is ${describe(x)}`,
    expected: 'a Tensor or a number',
    hint: Array.isArray(x) ? 'torch.tensor([…]) makes a Tensor of an array' : undefined,
  });
}

export function sizesOf(x: Operand): readonly number[] {
  return x instanceof Tensor ? x.sizes : noSizes;
}

/** The dtype of a result that must be a float: the promoted one, or float32 where that is an integer or bool. */
export function floatDtype(dtype: Dtype): Dtype {
  return dtype.isFloatingPoint ? dtype : float32;
}

/** The complaint about a dtype that an operation does not have. */
export function dtypeComplaint(who: string, dtype: Dtype, expected: string): RuntimeError {
  return new RuntimeError({
    who,
    seen: `not implemented for '${dtype.scalarName}' (${dtype})`,
    expected,
    hint:
      dtype === int64
        ? 'whole numbers make an int64 tensor: write torch.tensor([…], { dtype: torch.float32 }), or convert with .float()'
        : undefined,
  });
}
