import { bool, type Dtype } from '../../core/dtype.ts';
import { RuntimeError } from '../../core/errors.ts';
import { checkOptions } from '../../core/options.ts';
import { resultType, resultTypeOfAll, scalarDtype } from '../../core/promotion.ts';
import { type Scalar, scalarNumber } from '../../core/python.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { type Operand, requireOperand, requireTensor } from './operand.ts';

/** The option of `add`, `sub` and `rsub`. */
export interface ScaledOptions {
  /** A factor for the second operand; 1 unless said. */
  readonly alpha?: Scalar;
}

/** The option of `addcmul` and `addcdiv`. */
export interface ValueOptions {
  /** A factor for the product or the quotient; 1 unless said. */
  readonly value?: Scalar;
}

/**
 * The factor that is asked for; null for 1.
 *
 * @throws RuntimeError for a fraction where the result is to be an integer.
 */
export function alphaOf(
  who: string,
  a: Operand,
  b: Operand,
  options: ScaledOptions | undefined,
): Scalar | null {
  if (options === undefined) return null;
  checkOptions(who, options, ['alpha']);
  const { alpha = 1 } = options;
  if (alpha === 1) return null;
  requireOperand(who, a);
  requireOperand(who, b, 'other');
  requireScale(who, 'alpha', alpha, resultType(a, b));
  return alpha;
}

/** The factor that is asked for. @throws RuntimeError for a fraction where the result is to be an integer. */
export function factorOf(who: string, operands: readonly Tensor[], options: ValueOptions = {}): Scalar {
  checkOptions(who, options, ['value']);
  const { value = 1 } = options;
  for (const operand of operands) requireTensor(who, operand);
  requireScale(who, 'value', value, resultTypeOfAll(operands));
  return value;
}

function requireScale(who: string, name: string, scale: Scalar, dtype: Dtype): void {
  const own = scalarDtype(scale);
  const fractional = own.kind === 'float' && dtype.kind !== 'float';
  if (!fractional && (own !== bool || dtype === bool)) return;
  throw new RuntimeError({
    who,
    seen: `${name} is ${scale}, the result has dtype ${dtype}`,
    expected: fractional
      ? `for integral input tensors, argument ${name} must not be a floating point number`
      : `a boolean ${name} only for boolean results`,
  });
}

/** The scale in bigints, for formulas of int64; those of floats never ask for it. */
export function wholeScale(scale: Scalar): bigint {
  if (typeof scale === 'bigint') return scale;
  const number = scalarNumber(scale);
  return Number.isFinite(number) ? BigInt(Math.trunc(number)) : 0n;
}
