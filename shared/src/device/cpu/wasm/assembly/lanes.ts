/*
 * Softmax of lanes of float32 elements, in the order of PyTorch's sums: see core/sums/vector-sum.ts.
 */
import { lower, narrowed, upper } from './double';
import { all, logOf, shareOf } from './single';

/** All bits of the first `count` of four elements. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function first(count: i32): v128 {
  return i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(count));
}

/** The largest of so many bytes of elements, at least four; NaN if there is one. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function largest(x: usize, bytes: usize): f32 {
  let top = v128.load(x + bytes - 16);
  let isNumber = f32x4.eq(top, top);
  // f32x4.max would keep NaN, at several times the cost.
  for (const end = x + bytes - 16; x < end; x += 16) {
    const v = v128.load(x);
    top = f32x4.pmax(top, v);
    isNumber = v128.and(isNumber, f32x4.eq(v, v));
  }
  if (!i32x4.all_true(isNumber)) return NaN;
  return max(
    max(f32x4.extract_lane(top, 0), f32x4.extract_lane(top, 1)),
    max(f32x4.extract_lane(top, 2), f32x4.extract_lane(top, 3)),
  );
}

/** The sum of at least eight elements: eight running sums, added up in pairs at the end. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function rowSum(x: usize, length: i32): f32 {
  let low = v128.load(x);
  let high = v128.load(x, 16);
  const end = x + (<usize>length * 4 & ~31);
  for (x += 32; x < end; x += 32) {
    low = f32x4.add(low, v128.load(x));
    high = f32x4.add(high, v128.load(x, 16));
  }
  const rest = length & 7;
  low = f32x4.add(low, v128.and(v128.load(x), first(rest)));
  high = f32x4.add(high, v128.and(v128.load(x, 16), first(rest - 4)));
  return inPairs(low, high);
}

/** The sum of the elements, one after the other. */
function sumInOrder(x: usize, length: i32): f32 {
  let total: f32 = 0;
  for (const end = x + <usize>length * 4; x < end; x += 4) total += load<f32>(x);
  return total;
}

/** Σ x y, one after the other; each product is added without being rounded first. */
function dotInOrder(x: usize, y: usize, length: i32): f32 {
  let total: f32 = 0;
  for (const end = x + <usize>length * 4; x < end; x += 4, y += 4) {
    total = <f32>(<f64>total + <f64>load<f32>(x) * <f64>load<f32>(y));
  }
  return total;
}

/**
 * Softmax of lanes of at least eight elements, or its logarithm. A lane with NaN or +∞ becomes NaN: its shares are 0,
 * and so is their sum. What is written beyond the end of a lane is the next one's, and written over.
 */
export function softmax(x: usize, y: usize, end: usize, length: i32, isLog: bool, isAcross: bool): void {
  const bytes = <usize>length * 4;
  for (; y < end; x += bytes, y += bytes) {
    const m = all(largest(x, bytes));
    // Two vectors at a time: the constants are fetched half as often.
    for (let at: usize = 0; at < bytes; at += 32) {
      v128.store(y + at, shareOf(f32x4.sub(v128.load(x + at), m)));
      v128.store(y + at, shareOf(f32x4.sub(v128.load(x + at, 16), m)), 16);
    }
    const total = isAcross ? sumInOrder(y, length) : rowSum(y, length);
    if (isLog) {
      const logTotal = total > 0 ? logOf(all(total)) : all(NaN);
      for (let at: usize = 0; at < bytes; at += 16) {
        v128.store(y + at, f32x4.sub(f32x4.sub(v128.load(x + at), m), logTotal));
      }
    } else if (isAcross) {
      for (let at: usize = 0; at < bytes; at += 16) {
        v128.store(y + at, f32x4.div(v128.load(y + at), all(total)));
      }
    } else {
      const share = all(1 / total);
      for (let at: usize = 0; at < bytes; at += 16) v128.store(y + at, f32x4.mul(v128.load(y + at), share));
    }
  }
}

/** s + x y, rounded once. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function plusProduct(s: v128, x: v128, y: v128): v128 {
  return narrowed(
    f64x2.add(lower(s), f64x2.mul(lower(x), lower(y))),
    f64x2.add(upper(s), f64x2.mul(upper(x), upper(y))),
  );
}

/** The four sums of eight running ones, added up in pairs. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function inPairs(low: v128, high: v128): f32 {
  const sums = f32x4.add(low, high);
  return (
    f32x4.extract_lane(sums, 0) +
    f32x4.extract_lane(sums, 2) +
    (f32x4.extract_lane(sums, 1) + f32x4.extract_lane(sums, 3))
  );
}

/** Σ x y of at least eight elements, in the order of `rowSum`; each product is added without being rounded first. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function rowDot(x: usize, y: usize, length: i32): f32 {
  let low = f32x4.mul(v128.load(x), v128.load(y));
  let high = f32x4.mul(v128.load(x, 16), v128.load(y, 16));
  const end = x + (<usize>length * 4 & ~31);
  for (x += 32, y += 32; x < end; x += 32, y += 32) {
    low = plusProduct(low, v128.load(x), v128.load(y));
    high = plusProduct(high, v128.load(x, 16), v128.load(y, 16));
  }
  // A product of what is beyond the end could be NaN: zeros are multiplied instead.
  const few = first(length & 7);
  const more = first((length & 7) - 4);
  low = plusProduct(low, v128.and(v128.load(x), few), v128.and(v128.load(y), few));
  high = plusProduct(high, v128.and(v128.load(x, 16), more), v128.and(v128.load(y, 16), more));
  return inPairs(low, high);
}

/**
 * The gradients of lanes of at least eight elements, for the gradients g of their softmax s: s (g − Σ g s); or for those
 * of its logarithm: g − eˢ Σ g.
 */
export function softmaxGradient(
  g: usize, s: usize, y: usize, end: usize, length: i32, isLog: bool, isAcross: bool,
): void {
  const bytes = <usize>length * 4;
  for (; y < end; g += bytes, s += bytes, y += bytes) {
    let sum: f32;
    if (isLog) sum = isAcross ? sumInOrder(g, length) : rowSum(g, length);
    else sum = isAcross ? dotInOrder(g, s, length) : rowDot(g, s, length);
    const total = all(sum);
    for (let at: usize = 0; at < bytes; at += 16) {
      const gi = v128.load(g + at);
      const si = v128.load(s + at);
      v128.store(y + at, isLog ? minusShare(gi, si, total) : f32x4.mul(si, f32x4.sub(gi, total)));
    }
  }
}

/** g − eˢ total, where the product is not rounded first. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function minusShare(g: v128, s: v128, total: v128): v128 {
  const share = v128.bitselect(shareOf(s), s, f32x4.eq(s, s));
  return plusProduct(g, f32x4.neg(share), total);
}
