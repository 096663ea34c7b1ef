/*
 * Elementary functions of four float32 at once, rounded at every step: within one unit in the last place of the true
 * value, two for tanh, softplus and the logistic function. The coefficients are minimax fits of this project.
 */

const LOG2_E: f32 = 1.4426950216293335;

/** ln 2 in two parts: multiples of the first by whole numbers as large as an exponent are exact. */
const LN2_HIGH: f32 = 0.693145751953125;
const LN2_LOW: f32 = 1.428606765330187e-6;

/** 3 · 2²²: added to a number, it leaves the nearest whole number in the last bits. */
const ROUNDER: f32 = 12582912;

// @ts-ignore: a decorator of AssemblyScript
@inline
export function all(x: f32): v128 {
  return f32x4.splat(x);
}

/** x · y + z */
// @ts-ignore: a decorator of AssemblyScript
@inline
function along(x: v128, y: v128, z: f32): v128 {
  return f32x4.add(f32x4.mul(x, y), all(z));
}

/** eˣ = 2ⁿ eʳ, with r = x − n ln 2 and eʳ = 1 + r + r² q(r). For x from −87 to 88, where 2ⁿ is a normal number. */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function expOf(x: v128): v128 {
  const shifted = f32x4.add(f32x4.mul(x, all(LOG2_E)), all(ROUNDER));
  const whole = f32x4.sub(shifted, all(ROUNDER));
  const r = f32x4.sub(f32x4.sub(x, f32x4.mul(whole, all(LN2_HIGH))), f32x4.mul(whole, all(LN2_LOW)));
  let q = all(0.0013814540579915047);
  q = along(q, r, 0.00836874544620514);
  q = along(q, r, 0.04166838899254799);
  q = along(q, r, 0.1666652113199234);
  q = along(q, r, 0.4999999403953552);
  const e = f32x4.add(f32x4.add(f32x4.mul(f32x4.mul(r, r), q), r), all(1));
  // The last bits of `shifted` are n: moved up, they are added to the exponent.
  return i32x4.add(e, i32x4.shl(shifted, 23));
}

/**
 * log x = n ln 2 + log(1 + f) for x = 2ⁿ (1 + f), with 1 + f from √½ to √2 and log(1 + f) = 2 artanh(f / (2 + f)). For
 * positive normal numbers.
 */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function logOf(x: v128): v128 {
  // Counted from √½ on, a number has the exponent n, and its other bits are those of 1 + f above √½.
  const bits = i32x4.sub(x, i32x4.splat(0x3f3504f3));
  const n = f32x4.convert_i32x4_s(i32x4.shr_s(bits, 23));
  const f = f32x4.sub(i32x4.add(v128.and(bits, i32x4.splat(0x7fffff)), i32x4.splat(0x3f3504f3)), all(1));
  const s = f32x4.div(f, f32x4.add(f, all(2)));
  const z = f32x4.mul(s, s);
  let q = all(0.23584987223148346);
  q = along(q, z, 0.28537169098854065);
  q = along(q, z, 0.4000033736228943);
  q = along(q, z, 0.6666666269302368);
  const halfSquare = f32x4.mul(f32x4.mul(f, f), all(0.5));
  const small = f32x4.add(
    f32x4.mul(s, f32x4.add(halfSquare, f32x4.mul(z, q))),
    f32x4.mul(n, all(LN2_LOW)),
  );
  return f32x4.sub(f32x4.mul(n, all(LN2_HIGH)), f32x4.sub(f32x4.sub(halfSquare, small), f));
}

/** log(1 + z) = 2 artanh(z / (2 + z)), for z from 0 to 1. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function log1pOf(z: v128): v128 {
  const s = f32x4.div(z, f32x4.add(z, all(2)));
  const w = f32x4.mul(s, s);
  let q = all(0.14014703035354614);
  q = along(q, w, 0.13999109170165253);
  q = along(q, w, 0.20010875165462494);
  q = along(q, w, 0.3333320617675781);
  const twice = f32x4.add(s, s);
  return f32x4.add(f32x4.mul(f32x4.mul(w, q), twice), twice);
}

/** log(1 + eˣ), by e to the power of −|x|. For |x| up to 87. */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function softplusOf(x: v128): v128 {
  return f32x4.add(f32x4.pmax(all(0), x), log1pOf(expOf(f32x4.neg(f32x4.abs(x)))));
}

/** eˣ for x up to 0, and 0 where that is below any normal number, or x is NaN. */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function shareOf(x: v128): v128 {
  return v128.and(expOf(f32x4.pmax(x, all(-87))), f32x4.gt(x, all(-87)));
}

/** (1 − t) x + log(1 + e⁻ˣ), the binary cross-entropy of the logit x, any number. */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function logitLossOf(x: v128, t: v128): v128 {
  const straight = f32x4.add(f32x4.mul(f32x4.sub(all(1), t), x), f32x4.pmax(all(0), f32x4.neg(x)));
  return f32x4.add(straight, log1pOf(shareOf(f32x4.neg(f32x4.abs(x)))));
}

/** 1 / (1 + e⁻ˣ), by e to the power of −|x|, which cannot overflow. For |x| up to 87. */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function logisticOf(x: v128): v128 {
  const e = expOf(f32x4.neg(f32x4.abs(x)));
  const numerator = v128.bitselect(e, all(1), f32x4.lt(x, all(0)));
  return f32x4.div(numerator, f32x4.add(e, all(1)));
}

/** x + x³ q(x²) up to 0.55, and 1 − 2 / (e²ˣ + 1) beyond, which is 1 from 9.01 on. */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function tanhOf(x: v128): v128 {
  const size = f32x4.abs(x);
  const z = f32x4.mul(x, x);
  let q = all(-0.00628247344866395);
  q = along(q, z, 0.021077757701277733);
  q = along(q, z, -0.05385385826230049);
  q = along(q, z, 0.13332602381706238);
  q = along(q, z, -0.33333319425582886);
  const near = f32x4.add(f32x4.mul(f32x4.mul(z, q), size), size);
  const bounded = f32x4.pmin(size, all(10));
  const e = expOf(f32x4.add(bounded, bounded));
  const far = f32x4.sub(all(1), f32x4.div(all(2), f32x4.add(e, all(1))));
  // NaN is not above anything: it comes out of the polynomial.
  return v128.or(v128.bitselect(far, near, f32x4.gt(size, all(0.55))), v128.and(x, all(-0.0)));
}
