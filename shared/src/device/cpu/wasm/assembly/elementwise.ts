/*
 * y[i] = f(x[i]) and y[i] = f(a[i], b[i]) for float32 elements, four at once. `end` is where the elements of y end; the
 * last vector is read and written as a whole.
 */
import { all, expOf, logisticOf, logOf, tanhOf } from './single';

export function add(a: usize, b: usize, y: usize, end: usize): void {
  for (; y < end; a += 16, b += 16, y += 16) v128.store(y, f32x4.add(v128.load(a), v128.load(b)));
}

export function sub(a: usize, b: usize, y: usize, end: usize): void {
  for (; y < end; a += 16, b += 16, y += 16) v128.store(y, f32x4.sub(v128.load(a), v128.load(b)));
}

export function mul(a: usize, b: usize, y: usize, end: usize): void {
  for (; y < end; a += 16, b += 16, y += 16) v128.store(y, f32x4.mul(v128.load(a), v128.load(b)));
}

export function div(a: usize, b: usize, y: usize, end: usize): void {
  for (; y < end; a += 16, b += 16, y += 16) v128.store(y, f32x4.div(v128.load(a), v128.load(b)));
}

/** a where b is above 0 or NaN, else 0. */
export function reluGradient(a: usize, b: usize, y: usize, end: usize): void {
  for (; y < end; a += 16, b += 16, y += 16) {
    v128.store(y, v128.andnot(v128.load(a), f32x4.le(v128.load(b), all(0))));
  }
}

/** max(x, 0); −0 and NaN stay what they are. */
export function relu(x: usize, y: usize, end: usize): void {
  for (; y < end; x += 16, y += 16) {
    const v = v128.load(x);
    v128.store(y, v128.andnot(v, f32x4.lt(v, all(0))));
  }
}

export function sqrt(x: usize, y: usize, end: usize): void {
  for (; y < end; x += 16, y += 16) v128.store(y, f32x4.sqrt(v128.load(x)));
}

export function tanh(x: usize, y: usize, end: usize): void {
  for (; y < end; x += 16, y += 16) v128.store(y, tanhOf(v128.load(x)));
}

/*
 * The following are right in a part of the numbers only. Where an element lies outside they do nothing and say so, and
 * the caller takes his loop: a test of all elements once costs less than a case for them in the formula.
 */

/** The elements from −87 to 87, as bits without the sign. */
const MODERATE: i32 = 0x42ae0000;

/** The positive normal numbers, as bits from the smallest on. */
const SMALLEST_NORMAL: i32 = 0x00800000;
const NORMALS: i32 = 0x7f000000;

/** Whether the bits of all elements, masked, are at least `from` and below `from + count`. */
function areWithin(x: usize, bytes: usize, mask: i32, from: i32, count: i32): bool {
  let are = i32x4.splat(-1);
  for (const end = x + bytes; x < end; x += 16) {
    const bits = v128.and(v128.load(x), i32x4.splat(mask));
    are = v128.and(are, i32x4.lt_u(i32x4.sub(bits, i32x4.splat(from)), i32x4.splat(count)));
  }
  return i32x4.all_true(are);
}

export function exp(x: usize, y: usize, end: usize): bool {
  if (!areWithin(x, end - y, 0x7fffffff, 0, MODERATE)) return false;
  for (; y < end; x += 16, y += 16) v128.store(y, expOf(v128.load(x)));
  return true;
}

export function sigmoid(x: usize, y: usize, end: usize): bool {
  if (!areWithin(x, end - y, 0x7fffffff, 0, MODERATE)) return false;
  for (; y < end; x += 16, y += 16) v128.store(y, logisticOf(v128.load(x)));
  return true;
}

export function log(x: usize, y: usize, end: usize): bool {
  if (!areWithin(x, end - y, -1, SMALLEST_NORMAL, NORMALS)) return false;
  for (; y < end; x += 16, y += 16) v128.store(y, logOf(v128.load(x)));
  return true;
}
