import { bool, float32 } from '../core/dtype.ts';
import { ArgumentError } from '../core/errors.ts';
import { isScalar } from '../core/python.ts';
import { type Call, readCall, readFlag, readNumber } from './arguments.ts';
import {
  comparison,
  floatFunction,
  integerPower,
  pairFunction,
  sameKindFunction,
  testFunction,
} from './elementwise.ts';
import { method } from './methods.ts';
import type { NdArray } from './nd-array.ts';
import { type ArrayLike, asarray } from './reading.ts';

declare module './nd-array.ts' {
  interface NdArray {
    /** a + b, with broadcasting; the operand is an array, nested numbers or a number. */
    add(other: ArrayLike): NdArray;
    /** a − b. */
    sub(other: ArrayLike): NdArray;
    /** a · b, element by element. */
    mul(other: ArrayLike): NdArray;
    /** a / b, always as floats: `/` in Python. */
    div(other: ArrayLike): NdArray;
    /** a to the power of b. @throws ValueError for negative powers of integers. */
    pow(other: ArrayLike): NdArray;
    /** −a. */
    neg(): NdArray;
    abs(): NdArray;
    /** Rounded to so many decimals; a half goes to the even digit. */
    round(decimals?: number): NdArray;
    /** The elements cut to between `min` and `max`; null leaves a side open. */
    clip(min: ArrayLike | null, max?: ArrayLike | null): NdArray;
    eq(other: ArrayLike): NdArray;
    ne(other: ArrayLike): NdArray;
    lt(other: ArrayLike): NdArray;
    le(other: ArrayLike): NdArray;
    gt(other: ArrayLike): NdArray;
    ge(other: ArrayLike): NdArray;
  }
}

export const add = pairFunction('add', { float: (a, b) => a + b, integer: (a, b) => a + b });
export const subtract = pairFunction('subtract', {
  float: (a, b) => a - b,
  integer: (a, b) => a - b,
  noBools: 'numbers: numpy boolean subtract, the `-` operator, is not supported',
});
export const multiply = pairFunction('multiply', { float: (a, b) => a * b, integer: (a, b) => a * b });
/** The quotient as floats, whatever the operands are. */
export const divide = pairFunction('divide', { float: (a, b) => a / b });
export const power = pairFunction('power', {
  float: (a, b) => a ** b,
  integer: (a, b) => integerPower('power', a, b),
});
/** The larger of two; NaN if one of them is. */
export const maximum = pairFunction('maximum', { float: Math.max, integer: (a, b) => (a > b ? a : b) });
/** The smaller of two; NaN if one of them is. */
export const minimum = pairFunction('minimum', { float: Math.min, integer: (a, b) => (a < b ? a : b) });
/** The quotient rounded down: Python's `//`. */
export const floorDivide = pairFunction('floorDivide', {
  float: (a, b) => Math.floor(a / b),
  // NumPy warns and gives 0.
  integer: (a, b) => (b === 0n ? 0n : (a - modulo(a, b)) / b),
});
/** What remains of a / b, with the sign of b: Python's `%`. */
export const mod = pairFunction('mod', {
  float: (a, b) => a - Math.floor(a / b) * b,
  integer: (a, b) => (b === 0n ? 0n : modulo(a, b)),
});

function modulo(a: bigint, b: bigint): bigint {
  const rest = a % b;
  return rest !== 0n && rest < 0n !== b < 0n ? rest + b : rest;
}

export const equal = comparison('equal', (a, b) => a === b);
export const notEqual = comparison('notEqual', (a, b) => a !== b);
export const less = comparison('less', (a, b) => a < b);
export const lessEqual = comparison('lessEqual', (a, b) => a <= b);
export const greater = comparison('greater', (a, b) => a > b);
export const greaterEqual = comparison('greaterEqual', (a, b) => a >= b);

const negated = sameKindFunction('negative', { float: (x) => -x, integer: (x) => -x });

/** −x. @throws TypeError for bools. */
export function negative(x: number): number;
export function negative(x: ArrayLike): NdArray;
export function negative(x: ArrayLike): NdArray | number {
  if (asarray('negative', x).dtype === bool) {
    throw new ArgumentError({
      who: 'negative',
      seen: 'a bool array',
      expected: 'numbers',
      hint: 'use np.logicalNot',
    });
  }
  return negated(x);
}

export const abs = sameKindFunction('abs', { float: Math.abs, integer: (x) => (x < 0n ? -x : x) });
export const square = sameKindFunction('square', { float: (x) => x * x, integer: (x) => x * x });
export const sign = sameKindFunction('sign', {
  float: Math.sign,
  integer: (x) => (x > 0n ? 1n : x < 0n ? -1n : 0n),
});

export const sin = floatFunction('sin', Math.sin);
export const cos = floatFunction('cos', Math.cos);
export const tan = floatFunction('tan', Math.tan);
export const tanh = floatFunction('tanh', Math.tanh);
export const exp = floatFunction('exp', Math.exp);
export const expm1 = floatFunction('expm1', Math.expm1);
export const log = floatFunction('log', Math.log);
export const log1p = floatFunction('log1p', Math.log1p);
export const log2 = floatFunction('log2', Math.log2);
export const log10 = floatFunction('log10', Math.log10);
export const sqrt = floatFunction('sqrt', Math.sqrt);
export const floor = floatFunction('floor', Math.floor);
export const ceil = floatFunction('ceil', Math.ceil);

export const isnan = testFunction('isnan', Number.isNaN);
export const isinf = testFunction(
  'isinf',
  (x) => x === Number.POSITIVE_INFINITY || x === Number.NEGATIVE_INFINITY,
);
export const isfinite = testFunction('isfinite', Number.isFinite);
export const logicalNot = testFunction('logicalNot', (x) => x === 0);
export const logicalAnd = (a: ArrayLike, b: ArrayLike): NdArray => multiply(truth(a), truth(b));
export const logicalOr = (a: ArrayLike, b: ArrayLike): NdArray => add(truth(a), truth(b));

function truth(x: ArrayLike): NdArray {
  return asarray('logical', x).astype(bool);
}

/** To the next whole number; a half goes to the even one. */
function toEven(x: number): number {
  const down = Math.floor(x);
  const part = x - down;
  if (part < 0.5 || (part === 0.5 && down % 2 === 0))
    return down === 0 && Object.is(Math.sign(x), -0) ? -0 : down;
  return down === -1 ? -0 : down + 1;
}

/**
 * Rounded to so many decimals, as NumPy does it: scaled by 10^decimals, rounded to whole, scaled back.
 *
 * ```ts
 * np.round([0.425, 55.9908], 2); // → [ 0.42 55.99]
 * np.round(2.5); // → 2
 * ```
 */
export function round(x: number, ...given: Call<[decimals: number], { decimals?: number }>): number;
export function round(x: ArrayLike, ...given: Call<[decimals: number], { decimals?: number }>): NdArray;
export function round(
  x: ArrayLike,
  ...given: Call<[decimals: number], { decimals?: number }>
): NdArray | number {
  const who = 'round';
  const decimals = readNumber(who, 'decimals', readCall(who, given, ['decimals']).decimals ?? 0);
  const a = asarray(who, x);
  if (!a.dtype.isFloatingPoint && decimals >= 0) return isScalar(x) ? a.item() : a.copy();
  const scale = 10 ** Math.abs(decimals);
  const narrow = a.dtype === float32 ? Math.fround : (value: number) => value;
  const rounded = floatFunction(who, (value) => {
    if (!Number.isFinite(value)) return value;
    return decimals < 0 ? toEven(narrow(value / scale)) * scale : toEven(narrow(value * scale)) / scale;
  })(a);
  const result = a.dtype.isFloatingPoint ? rounded : rounded.astype(a.dtype);
  return isScalar(x) ? result.item() : result;
}

/** The elements cut to between `min` and `max`; null leaves a side open. */
export function clip(x: ArrayLike, min: ArrayLike | null, max: ArrayLike | null = null): NdArray {
  const a = asarray('clip', x);
  const raised = min === null ? a : maximum(a, min);
  return max === null ? raised : minimum(raised, max);
}

/**
 * Whether all elements agree: |a − b| <= atol + rtol · |b|. Infinities are close to themselves, NaN to nothing
 * unless `equalNan`.
 */
export function allclose(
  a: ArrayLike,
  b: ArrayLike,
  options: { rtol?: number; atol?: number; equalNan?: boolean } = {},
): boolean {
  const who = 'allclose';
  const given = readCall(who, [options], [], ['rtol', 'atol', 'equalNan']);
  const rtol = readNumber(who, 'rtol', given.rtol ?? 1e-5);
  const atol = readNumber(who, 'atol', given.atol ?? 1e-8);
  const equalNan = readFlag(who, 'equalNan', given.equalNan ?? false);
  const close = (x: number, y: number): boolean => {
    if (Number.isNaN(x) || Number.isNaN(y)) return equalNan && Number.isNaN(x) && Number.isNaN(y);
    return x === y || (Number.isFinite(y) && Math.abs(x - y) <= atol + rtol * Math.abs(y));
  };
  const answers = pairFunction(who, { float: (x, y) => Number(close(x, y)) })(
    asarray(who, a),
    asarray(who, b),
  );
  return answers.elements().every((answer: number | bigint) => answer !== 0);
}

/** Whether two arrays have the same shape and the same elements. */
export function arrayEqual(a: ArrayLike, b: ArrayLike): boolean {
  const left = asarray('arrayEqual', a);
  const right = asarray('arrayEqual', b);
  return (
    left.sizes.join() === right.sizes.join() &&
    equal(left, right)
      .elements()
      .every((same: number | bigint) => same !== 0)
  );
}

for (const [name, operation] of Object.entries({
  add,
  sub: subtract,
  mul: multiply,
  div: divide,
  pow: power,
  neg: negative,
  abs,
  round,
  clip,
  eq: equal,
  ne: notEqual,
  lt: less,
  le: lessEqual,
  gt: greater,
  ge: greaterEqual,
})) {
  method(name, operation);
}
