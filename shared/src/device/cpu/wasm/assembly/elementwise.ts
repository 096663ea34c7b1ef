/*
 * y[i] = f(x[i]) and y[i] = f(a[i], b[i]) for float32 elements, four at once. `end` is where the elements of y end. The
 * last vector is read and written as a whole, and of what takes an instruction or two the last four: the loop costs as
 * much as that.
 */
import { all, expOf, logisticOf, logitLossOf, logOf, softplusOf, tanhOf } from './single';

const ADD: i32 = 0;
const SUB: i32 = 1;
const MUL: i32 = 2;
const DIV: i32 = 3;
const RELU_GRADIENT: i32 = 4;
const SIGMOID_GRADIENT: i32 = 5;
const MAXIMUM: i32 = 6;
const MINIMUM: i32 = 7;
const LOGIT_LOSS: i32 = 8;

/** f(a, b); `f` is known where this is compiled, and so no branch is left. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function ofTwo(f: i32, a: v128, b: v128): v128 {
  if (f == ADD) return f32x4.add(a, b);
  if (f == SUB) return f32x4.sub(a, b);
  if (f == MUL) return f32x4.mul(a, b);
  if (f == DIV) return f32x4.div(a, b);
  // a where b is above 0 or NaN, else 0.
  if (f == RELU_GRADIENT) return v128.andnot(a, f32x4.le(b, all(0)));
  if (f == SIGMOID_GRADIENT) return f32x4.mul(f32x4.mul(a, f32x4.sub(all(1), b)), b);
  if (f == LOGIT_LOSS) return logitLossOf(a, b);
  // The first of equals, and NaN where either is.
  const isFirst = f == MAXIMUM ? f32x4.ge(a, b) : f32x4.le(a, b);
  return v128.bitselect(a, b, v128.or(isFirst, f32x4.ne(a, a)));
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function zip(f: i32, a: usize, b: usize, y: usize, end: usize): void {
  for (; y < end; a += 64, b += 64, y += 64) {
    v128.store(y, ofTwo(f, v128.load(a), v128.load(b)));
    v128.store(y, ofTwo(f, v128.load(a, 16), v128.load(b, 16)), 16);
    v128.store(y, ofTwo(f, v128.load(a, 32), v128.load(b, 32)), 32);
    v128.store(y, ofTwo(f, v128.load(a, 48), v128.load(b, 48)), 48);
  }
}

export function add(a: usize, b: usize, y: usize, end: usize): void {
  zip(ADD, a, b, y, end);
}

export function sub(a: usize, b: usize, y: usize, end: usize): void {
  zip(SUB, a, b, y, end);
}

export function mul(a: usize, b: usize, y: usize, end: usize): void {
  zip(MUL, a, b, y, end);
}

export function div(a: usize, b: usize, y: usize, end: usize): void {
  zip(DIV, a, b, y, end);
}

export function reluGradient(a: usize, b: usize, y: usize, end: usize): void {
  zip(RELU_GRADIENT, a, b, y, end);
}

export function sigmoidGradient(a: usize, b: usize, y: usize, end: usize): void {
  zip(SIGMOID_GRADIENT, a, b, y, end);
}

export function maximum(a: usize, b: usize, y: usize, end: usize): void {
  zip(MAXIMUM, a, b, y, end);
}

export function minimum(a: usize, b: usize, y: usize, end: usize): void {
  zip(MINIMUM, a, b, y, end);
}

export function logitLoss(x: usize, t: usize, y: usize, end: usize): void {
  zip(LOGIT_LOSS, x, t, y, end);
}

const RELU: i32 = 0;
const NEG: i32 = 1;
const ABS: i32 = 2;
const SQUARE: i32 = 3;
const SQRT: i32 = 4;
const EXP: i32 = 5;
const LOG: i32 = 6;
const TANH: i32 = 7;
const SIGMOID: i32 = 8;
const SOFTPLUS: i32 = 9;
const LOG_SIGMOID: i32 = 10;

// @ts-ignore: a decorator of AssemblyScript
@inline
function ofOne(f: i32, x: v128): v128 {
  // max(x, 0); −0 and NaN stay what they are.
  if (f == RELU) return v128.andnot(x, f32x4.lt(x, all(0)));
  if (f == NEG) return f32x4.neg(x);
  if (f == ABS) return f32x4.abs(x);
  if (f == SQUARE) return f32x4.mul(x, x);
  if (f == SQRT) return f32x4.sqrt(x);
  if (f == EXP) return expOf(x);
  if (f == LOG) return logOf(x);
  if (f == TANH) return tanhOf(x);
  if (f == SIGMOID) return logisticOf(x);
  if (f == SOFTPLUS) return softplusOf(x);
  return f32x4.neg(softplusOf(f32x4.neg(x)));
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function map(f: i32, x: usize, y: usize, end: usize): void {
  for (; y < end; x += 64, y += 64) {
    v128.store(y, ofOne(f, v128.load(x)));
    v128.store(y, ofOne(f, v128.load(x, 16)), 16);
    v128.store(y, ofOne(f, v128.load(x, 32)), 32);
    v128.store(y, ofOne(f, v128.load(x, 48)), 48);
  }
}

export function relu(x: usize, y: usize, end: usize): void {
  map(RELU, x, y, end);
}

export function neg(x: usize, y: usize, end: usize): void {
  map(NEG, x, y, end);
}

export function abs(x: usize, y: usize, end: usize): void {
  map(ABS, x, y, end);
}

export function square(x: usize, y: usize, end: usize): void {
  map(SQUARE, x, y, end);
}

export function sqrt(x: usize, y: usize, end: usize): void {
  map(SQRT, x, y, end);
}

export function tanh(x: usize, y: usize, end: usize): void {
  map(TANH, x, y, end);
}

/*
 * The following are right in a part of the numbers only. Where an element lies outside they say so, what they have written
 * is of no use, and the caller takes his loop: a test of all elements costs less than a case for them in the formula.
 */

/** The numbers from −87 to 87, as bits without the sign. */
const SIZE: i32 = 0x7fffffff;
const MODERATE: i32 = 0x42ae0000;

/** The positive normal numbers, as bits from the smallest on. */
const SMALLEST_NORMAL: i32 = 0x00800000;
const NORMALS: i32 = 0x7f000000;

/** How far the bits of x, masked, lie above `from`; below it that is further than any. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function above(x: v128, mask: i32, from: i32): v128 {
  return i32x4.sub(v128.and(x, i32x4.splat(mask)), i32x4.splat(from));
}

/** y = f(x), and whether the bits of all elements, masked, are at least `from` and below `from + count`. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function mapWithin(f: i32, x: usize, y: usize, end: usize, mask: i32, from: i32, count: i32): bool {
  let furthest = i32x4.splat(0);
  for (; y < end; x += 64, y += 64) {
    const x0 = v128.load(x);
    const x1 = v128.load(x, 16);
    const x2 = v128.load(x, 32);
    const x3 = v128.load(x, 48);
    furthest = i32x4.max_u(furthest, above(x0, mask, from));
    v128.store(y, ofOne(f, x0));
    furthest = i32x4.max_u(furthest, above(x1, mask, from));
    v128.store(y, ofOne(f, x1), 16);
    furthest = i32x4.max_u(furthest, above(x2, mask, from));
    v128.store(y, ofOne(f, x2), 32);
    furthest = i32x4.max_u(furthest, above(x3, mask, from));
    v128.store(y, ofOne(f, x3), 48);
  }
  return i32x4.all_true(i32x4.lt_u(furthest, i32x4.splat(count)));
}

export function exp(x: usize, y: usize, end: usize): bool {
  return mapWithin(EXP, x, y, end, SIZE, 0, MODERATE);
}

export function sigmoid(x: usize, y: usize, end: usize): bool {
  return mapWithin(SIGMOID, x, y, end, SIZE, 0, MODERATE);
}

export function softplus(x: usize, y: usize, end: usize): bool {
  return mapWithin(SOFTPLUS, x, y, end, SIZE, 0, MODERATE);
}

export function logSigmoid(x: usize, y: usize, end: usize): bool {
  return mapWithin(LOG_SIGMOID, x, y, end, SIZE, 0, MODERATE);
}

export function log(x: usize, y: usize, end: usize): bool {
  return mapWithin(LOG, x, y, end, -1, SMALLEST_NORMAL, NORMALS);
}
