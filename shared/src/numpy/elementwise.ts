import { asLongs, cast } from '../core/cast.ts';
import { bool, type Dtype, float64, type TypedArray } from '../core/dtype.ts';
import { ArgumentError, ValueError } from '../core/errors.ts';
import { positionsOf } from '../core/layout.ts';
import { isScalar } from '../core/python.ts';
import { broadcastStrides, product, sameSizes } from '../core/shape.ts';
import { constant, gather, toNumbers } from './elements.ts';
import { NdArray } from './nd-array.ts';
import { resultDtype } from './promotion.ts';
import { type ArrayLike, asarray } from './reading.ts';
import { broadcastShapes } from './shape.ts';

/** A function of each element: a number gives a number, anything else an array. */
export interface Unary {
  (x: number): number;
  (x: ArrayLike): NdArray;
}

/** A function of pairs of elements, with broadcasting. */
export interface Binary {
  (a: number, b: number): number;
  (a: ArrayLike, b: ArrayLike): NdArray;
}

/** `run` on the argument as an array; a scalar argument gives the number in the result. */
export function unary(who: string, run: (a: NdArray) => NdArray): Unary {
  function call(x: number): number;
  function call(x: ArrayLike): NdArray;
  function call(x: ArrayLike): NdArray | number {
    const result = run(asarray(who, x));
    return isScalar(x) ? result.item() : result;
  }
  return call;
}

/** `run` on operands brought to one shape; two scalars give the number in the result. */
function binary(run: (operands: Operands) => NdArray, who: string): Binary {
  function call(a: number, b: number): number;
  function call(a: ArrayLike, b: ArrayLike): NdArray;
  function call(a: ArrayLike, b: ArrayLike): NdArray | number {
    const result = run(operands(who, a, b));
    return isScalar(a) && isScalar(b) ? result.item() : result;
  }
  return call;
}

/** A function of floats: integers and bools count as float64. */
export function floatFunction(who: string, formula: (x: number) => number): Unary {
  return unary(who, (a) => mapNumbers(a, a.dtype.isFloatingPoint ? a.dtype : float64, formula));
}

/** A function that keeps the dtype. */
export function sameKindFunction(
  who: string,
  formula: { float: (x: number) => number; integer: (x: bigint) => bigint },
): Unary {
  return unary(who, (a) => {
    if (a.dtype.isFloatingPoint) return mapNumbers(a, a.dtype, formula.float);
    const longs = asLongs(a.elements()).map(formula.integer);
    return new NdArray(cast(longs, a.dtype), a.dtype, a.sizes);
  });
}

/** A question about each element. */
export function testFunction(who: string, formula: (x: number) => boolean): (x: ArrayLike) => NdArray {
  return (x) => mapNumbers(asarray(who, x), bool, (value) => (formula(value) ? 1 : 0));
}

function mapNumbers(a: NdArray, dtype: Dtype, formula: (x: number) => number): NdArray {
  const from = toNumbers(a.elements());
  const out = new Float64Array(from.length);
  for (let i = 0; i < out.length; i++) out[i] = formula(from[i] as number);
  return new NdArray(dtype === float64 ? out : cast(out, dtype), dtype, a.sizes);
}

/** What a function of pairs computes, by the kind of the common dtype. */
interface PairFormula {
  readonly float: (a: number, b: number) => number;
  /** Exact in 64 bits; without it integers are computed as float64. */
  readonly integer?: (a: bigint, b: bigint) => bigint;
  /** What NumPy says to bools, where it takes none. */
  readonly noBools?: string;
}

/** A function of pairs whose result has the common dtype of the operands. */
export function pairFunction(who: string, { float, integer, noBools }: PairFormula): Binary {
  return binary(({ a, b, sizes, dtype }) => {
    if (dtype === bool && noBools !== undefined) {
      throw new ArgumentError({ who, seen: 'two bool arrays', expected: noBools });
    }
    if (dtype.isFloatingPoint || integer === undefined) {
      const out = dtype.isFloatingPoint ? dtype : float64;
      return new NdArray(pairs(spread(a, sizes), spread(b, sizes), out, float), out, sizes);
    }
    const x = asLongs(spread(a, sizes));
    const y = asLongs(spread(b, sizes));
    const longs = x.map((value, i) => integer(value, y[i] as bigint));
    return new NdArray(cast(longs, dtype), dtype, sizes);
  }, who);
}

/** A comparison of pairs; integers are compared exactly. */
export function comparison(
  who: string,
  holds: (a: number | bigint, b: number | bigint) => boolean,
): (a: ArrayLike, b: ArrayLike) => NdArray {
  return (left, right) => {
    const { a, b, sizes } = operands(who, left, right);
    const x = spread(a, sizes);
    const y = spread(b, sizes);
    const out = new Uint8Array(product(sizes));
    for (let i = 0; i < out.length; i++) {
      out[i] = holds(x[i] as number | bigint, y[i] as number | bigint) ? 1 : 0;
    }
    return new NdArray(out, bool, sizes);
  };
}

/** The operands in the dtype they are computed in, and the shape of the result. */
interface Operands {
  readonly a: NdArray;
  readonly b: NdArray;
  readonly sizes: readonly number[];
  readonly dtype: Dtype;
}

function operands(who: string, left: ArrayLike, right: ArrayLike): Operands {
  const a = asarray(who, left);
  const b = asarray(who, right);
  const dtype = resultDtype(isScalar(left) ? left : a, isScalar(right) ? right : b);
  const sizes = broadcastShapes(who, a.sizes, b.sizes);
  // Before they are combined, not after: beside float32 the scalar 0.1 is rounded to float32 first.
  const typed = (x: NdArray): NdArray => (x.dtype === dtype ? x : x.astype(dtype));
  return { a: typed(a), b: typed(b), sizes, dtype };
}

/** The elements as they stand in an array of the larger shape. */
export function spread(a: NdArray, sizes: readonly number[]): TypedArray {
  if (sameSizes(a.sizes, sizes)) return a.elements();
  if (a.size === 1) return constant(a.dtype, product(sizes), a.data[a.offset] as number | bigint);
  return gather(
    a.data,
    positionsOf({ sizes, strides: broadcastStrides(a.sizes, a.strides, sizes), offset: a.offset }),
    a.dtype,
  );
}

function pairs(
  left: TypedArray,
  right: TypedArray,
  dtype: Dtype,
  formula: (a: number, b: number) => number,
): TypedArray {
  const x = toNumbers(left);
  const y = toNumbers(right);
  const out = dtype.allocate(left.length);
  for (let i = 0; i < out.length; i++) out[i] = formula(x[i] as number, y[i] as number);
  return out;
}

/** NumPy's integer power. @throws ValueError for a negative exponent, whose result would be a fraction. */
export function integerPower(who: string, base: bigint, exponent: bigint): bigint {
  if (exponent < 0n) {
    throw new ValueError({
      who,
      seen: `${base} to the power of ${exponent}`,
      expected: 'integers to negative integer powers are not allowed',
      hint: "make the base a float: a.astype('float64')",
    });
  }
  // Modulo 2**64 at every step, as 64-bit arithmetic wraps: the exact power could be of any length.
  let result = 1n;
  let square = base;
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = BigInt.asIntN(64, result * square);
    square = BigInt.asIntN(64, square * square);
  }
  return result;
}
