import { AT, word } from './parameters.ts';

/*
 * The functions that formulas in WGSL are written with. The language leaves a driver free to take it that NaN and the
 * infinities do not occur, and drivers have been seen to make NaN of tanh(100), −88 of log(0), 0 of max(NaN, 0) and false
 * of x != x for a NaN. So nothing here rests on a float operation for a special value: those are told by their bits, and
 * chosen. Subnormal floats count as 0, or not, as the driver likes.
 */

/** Declares the parameters and the functions of formulas. */
export const prelude = /* wgsl */ `
@group(0) @binding(0) var<uniform> p: array<vec4<u32>, 16>;
fn k() -> vec4<f32> { return bitcast<vec4<f32>>(p[${AT.constants >> 2}]); }
fn infinity() -> f32 { return bitcast<f32>(${word(AT.infinity)}); }
fn nan() -> f32 { return bitcast<f32>(${word(AT.nan)}); }
fn isNaN(x: f32) -> bool { return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u; }
fn isInf(x: f32) -> bool { return (bitcast<u32>(x) & 0x7fffffffu) == 0x7f800000u; }
fn isFinite(x: f32) -> bool { return (bitcast<u32>(x) & 0x7f800000u) != 0x7f800000u; }
fn isNegative(x: f32) -> bool { return (bitcast<u32>(x) >> 31u) == 1u; }
fn signOf(x: f32) -> u32 { return bitcast<u32>(x) & 0x80000000u; }
fn withSign(x: f32, sign: u32) -> f32 { return bitcast<f32>((bitcast<u32>(x) & 0x7fffffffu) | sign); }
fn negated(x: f32) -> f32 { return bitcast<f32>(bitcast<u32>(x) ^ 0x80000000u); }
fn absolute(x: f32) -> f32 { return bitcast<f32>(bitcast<u32>(x) & 0x7fffffffu); }
fn less(a: f32, b: f32) -> bool { return a < b && !isNaN(a) && !isNaN(b); }
fn greater(a: f32, b: f32) -> bool { return less(b, a); }
fn same(a: f32, b: f32) -> bool { return a == b && !isNaN(a) && !isNaN(b); }
fn larger(a: f32, b: f32) -> f32 { return select(select(b, a, a >= b || isNaN(a)), b, isNaN(b)); }
fn smaller(a: f32, b: f32) -> f32 { return select(select(b, a, a <= b || isNaN(a)), b, isNaN(b)); }
fn ratio(a: f32, b: f32) -> f32 {
  let sign = (bitcast<u32>(a) ^ bitcast<u32>(b)) & 0x80000000u;
  if (isNaN(a) || isNaN(b) || (a == 0.0 && b == 0.0) || (isInf(a) && isInf(b))) { return nan(); }
  if (isInf(a) || b == 0.0) { return withSign(infinity(), sign); }
  if (isInf(b)) { return withSign(0.0, sign); }
  // A divisor beyond 2^126 is outside of what WGSL promises to divide by.
  if (absolute(b) > 8e37) { return (a * 0.25) / (b * 0.25); }
  return a / b;
}
fn root(x: f32) -> f32 {
  if (isNaN(x) || x < 0.0) { return nan(); }
  return select(sqrt(x), x, x == 0.0 || isInf(x));
}
fn exponential(x: f32) -> f32 {
  if (isNaN(x)) { return x; }
  if (x > 88.72284) { return infinity(); }
  if (x < -104.0) { return 0.0; }
  // In two steps where one would pass the largest power that the hardware knows.
  return select(exp(x), exp(x * 0.5) * exp(x * 0.5), absolute(x) > 80.0);
}
fn logarithm(x: f32) -> f32 {
  if (isNaN(x) || x < 0.0) { return nan(); }
  if (x == 0.0) { return negated(infinity()); }
  return select(log(x), x, isInf(x));
}
fn power(a: f32, b: f32) -> f32 {
  if (b == 0.0 || a == 1.0) { return 1.0; }
  if (isNaN(a) || isNaN(b)) { return nan(); }
  let m = absolute(a);
  let isWhole = isInf(b) || floor(b) == b;
  // Whole numbers are odd up to 2^24 only.
  let isOdd = isWhole && absolute(b) < 16777216.0 && (i32(b) & 1) == 1;
  let sign = select(0u, 0x80000000u, isOdd && isNegative(a));
  if (m == 0.0 || isInf(a)) {
    return withSign(select(infinity(), 0.0, (m == 0.0) == (b > 0.0)), sign);
  }
  if (isInf(b)) {
    return select(select(0.0, infinity(), (m > 1.0) == (b > 0.0)), 1.0, m == 1.0);
  }
  if (isNegative(a) && !isWhole) { return nan(); }
  if (b == 0.5) { return sqrt(m); }
  if (isWhole && absolute(b) <= 16.0) {
    // As a product: exact where the result is.
    var y = 1.0;
    for (var i = 0; i < i32(absolute(b)); i++) { y *= a; }
    return select(y, ratio(1.0, y), b < 0.0);
  }
  return withSign(exponential(b * log(m)), sign);
}
fn powerByNumber(a: f32, b: f32) -> f32 {
  if (absolute(b) != 0.5) { return power(a, b); }
  return select(root(a), ratio(1.0, root(a)), b < 0.0);
}
fn logarithm1p(x: f32) -> f32 {
  let u = 1.0 + x;
  if (u == 1.0 || isNaN(x)) { return x; }
  if (!(u > 0.0) || isInf(x)) { return logarithm(u); }
  if (absolute(x) < 0.03) { return x * (1.0 + x * (-0.5 + x * (0.33333334 + x * (-0.25 + x * 0.2)))); }
  return log(u);
}
fn exponentialM1(x: f32) -> f32 {
  if (absolute(x) < 0.3) {
    return x * (1.0 + x * (0.5 + x * (0.16666667 + x * (0.041666668 + x * (0.008333334 + x * 0.0013888889)))));
  }
  return exponential(x) - 1.0;
}
fn hyperbolicTangent(x: f32) -> f32 {
  if (isNaN(x)) { return x; }
  let m = absolute(x);
  if (m < 0.55) {
    let z = x * x;
    return x + x * z * (-0.33332819 + z * (0.13314884 + z * (-0.053327158 + z * (0.020639092 + z * -0.0057049866))));
  }
  return withSign(1.0 - 2.0 / (exp(2.0 * min(m, 20.0)) + 1.0), signOf(x));
}
fn logistic(x: f32) -> f32 {
  if (isNaN(x)) { return x; }
  let e = exp(-min(absolute(x), 87.0));
  let y = select(1.0 / (1.0 + e), e / (1.0 + e), isNegative(x));
  return select(y, 0.0, x < -87.0);
}
`;
