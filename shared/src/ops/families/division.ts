import { RuntimeError } from '../../core/errors.ts';
import { wgsl, type ZipFormula } from '../../device/formulas.ts';
import type { BinaryFormulas } from './pointwise.ts';

/*
 * Quotients and remainders of whole numbers and of floats. A remainder has the sign of the divisor where the
 * quotient is rounded down (Python's // and %), that of the dividend where it is cut towards zero (C's / and %).
 */

/** The formulas of one kind of division in the three domains of the pointwise family. */
export interface Division {
  readonly float: ZipFormula;
  readonly single?: ZipFormula;
  readonly integer: (a: bigint, b: bigint) => bigint;
  readonly narrow: (a: number, b: number) => number;
}

/** Numbers that become integers when stored would turn the infinity of 1 / 0 into 0 without a word. */
function nonZero<E extends number | bigint>(divisor: E): E {
  // biome-ignore lint/suspicious/noDoubleEquals: 0 and 0n alike
  if (divisor != 0) return divisor;
  throw new RuntimeError({
    who: 'division',
    seen: 'ZeroDivisionError: an integer divided by 0',
    expected: 'a divisor other than 0',
    hint: 'floats give inf or nan: convert with .float() first',
  });
}

/** The quotient cut towards zero. */
export const truncated: Division = {
  float: (a, b) => Math.trunc(a / b),
  // The quotient is rounded before it is cut, which may bring it up to a whole number.
  single: wgsl('truncatedQuotient(a, b)', (a, b) => Math.trunc(Math.fround(a / b))),
  integer: (a, b) => a / nonZero(b),
  narrow: (a, b) => Math.trunc(a / nonZero(b)),
};

/** The quotient rounded down. */
export const floored: Division = {
  float: wgsl('flooredQuotient(a, b)', (a, b) => {
    if (b === 0) return a / b;
    // From the exact remainder: a / b itself may round up to a whole number.
    const rest = a % b;
    let quotient = (a - rest) / b;
    if (rest !== 0 && b < 0 !== rest < 0) quotient -= 1;
    if (quotient === 0) return a / b < 0 || Object.is(a / b, -0) ? -0 : 0;
    const down = Math.floor(quotient);
    return quotient - down > 0.5 ? down + 1 : down;
  }),
  integer: (a, b) => {
    const quotient = a / nonZero(b);
    return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
  },
  narrow: (a, b) => Math.floor(a / nonZero(b)),
};

/** What `truncated` leaves. */
export const restOfTruncated: Division = {
  float: wgsl('fmod(a, b)', (a, b) => a % b),
  integer: (a, b) => a % nonZero(b),
  narrow: (a, b) => a % nonZero(b),
};

/** What `floored` leaves. */
export const restOfFloored: Division = {
  float: wgsl('remainder(a, b)', (a, b) => flooredRest(a, b)),
  integer: (a, b) => {
    const rest = a % nonZero(b);
    return rest !== 0n && rest < 0n !== b < 0n ? rest + b : rest;
  },
  narrow: (a, b) => flooredRest(a, nonZero(b)),
};

function flooredRest(a: number, b: number): number {
  const rest = a % b;
  return rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest;
}

/** For operations that PyTorch records but cannot differentiate: backward refuses, by name. */
export function withoutDerivative(name: string): Required<Pick<BinaryFormulas, 'node' | 'backward'>> {
  const refuse = (): never => {
    throw new RuntimeError({
      who: name,
      seen: `derivative for ${name} is not implemented`,
      hint: 'detach() the result where no gradient is wanted',
    });
  };
  return { node: 'NotImplemented', backward: { a: refuse, b: refuse } };
}
