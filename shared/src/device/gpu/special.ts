import { trainingFunctions } from './training-functions.ts';

/*
 * Functions for formulas in WGSL beyond those of the prelude, each of which is compiled into the shaders that call it. Like
 * those of the prelude they tell special values by their bits. Polynomials were fitted in double precision, at Chebyshev
 * nodes, to the smallest relative error, about 1e-7.
 */

const functions: Readonly<Record<string, string>> = {
  ...trainingFunctions,
  upperProduct: /* wgsl */ `
fn upperProduct(a: u32, b: u32) -> u32 {
  let middle = (a >> 16u) * (b & 0xffffu) + (((a & 0xffffu) * (b & 0xffffu)) >> 16u);
  let other = (a & 0xffffu) * (b >> 16u) + (middle & 0xffffu);
  return (a >> 16u) * (b >> 16u) + (middle >> 16u) + (other >> 16u);
}`,
  // 32 bits of 2/π from a bit on, where 32 zeros stand before them.
  digits: /* wgsl */ `
const twoOverPi = array<u32, 8>(0u, 0xa2f9836eu, 0x4e441529u, 0xfc2757d1u, 0xf534ddc0u, 0xdb629599u, 0x3c439041u, 0xfe5163abu);
fn digits(at: u32) -> u32 {
  let shift = at % 32u;
  let left = twoOverPi[at / 32u] << shift;
  return select(left | (twoOverPi[at / 32u + 1u] >> (32u - max(shift, 1u))), left, shift == 0u);
}`,
  // A positive angle as quarter turns and a rest in −π/4 … π/4. With x = m 2ᵉ only those bits of 2/π count that make less
  // than four quarter turns: three words of them, times m, in whole numbers (Payne and Hanek's method).
  reducedAngle: /* wgsl */ `
struct Angle { rest: f32, quarters: u32 }
fn reducedAngle(x: f32) -> Angle {
  if (x < 0.7853982) { return Angle(x, 0u); }
  let bits = bitcast<u32>(x);
  let m = (bits & 0x7fffffu) | 0x800000u;
  let at = (bits >> 23u) - 120u;
  let middle = m * digits(at + 32u);
  let low = middle + upperProduct(m, digits(at + 64u));
  let high = m * digits(at) + upperProduct(m, digits(at + 32u)) + select(0u, 1u, low < middle);
  let quarters = (high + 0x20000000u) >> 30u;
  let rest = f32(bitcast<i32>(high - (quarters << 30u))) * 0x1p-30f + f32(low) * 0x1p-62f;
  return Angle(rest * 1.5707964, quarters);
}`,
  // The sine of so many quarter turns and a rest.
  sineAfter: /* wgsl */ `
fn sineAfter(rest: f32, quarters: u32) -> f32 {
  let z = rest * rest;
  let s = rest + rest * z * (-0.16666667 + z * (0.008333334 + z * (-0.0001984127 + z * 2.7557319e-6)));
  let c = 1.0 + z * (-0.5 + z * (0.041666668 + z * (-0.0013888889 + z * 2.4801587e-5)));
  let y = select(s, c, (quarters & 1u) == 1u);
  return select(y, negated(y), (quarters & 2u) == 2u);
}`,
  sine: /* wgsl */ `
fn sine(x: f32) -> f32 {
  if (!isFinite(x)) { return nan(); }
  let angle = reducedAngle(absolute(x));
  let y = sineAfter(angle.rest, angle.quarters);
  return select(y, negated(y), isNegative(x));
}`,
  cosine: /* wgsl */ `
fn cosine(x: f32) -> f32 {
  if (!isFinite(x)) { return nan(); }
  let angle = reducedAngle(absolute(x));
  return sineAfter(angle.rest, angle.quarters + 1u);
}`,
  tangent: /* wgsl */ `
fn tangent(x: f32) -> f32 {
  if (!isFinite(x)) { return nan(); }
  let angle = reducedAngle(absolute(x));
  let s = sineAfter(angle.rest, angle.quarters);
  let y = ratio(s, sineAfter(angle.rest, angle.quarters + 1u));
  return select(y, negated(y), isNegative(x));
}`,
  arctangent: /* wgsl */ `
fn arctangent(x: f32) -> f32 {
  if (isNaN(x)) { return x; }
  let m = absolute(x);
  var start = 0.0;
  var t = m;
  if (m > 2.4142137) { start = 1.5707964; t = ratio(-1.0, m); }
  else if (m > 0.41421357) { start = 0.7853982; t = (m - 1.0) / (m + 1.0); }
  let z = t * t;
  let y = start + (t + t * z * (-0.33332789 + z * (0.19974148 + z * (-0.13849102 + z * 0.07978063))));
  return withSign(y, signOf(x));
}`,
  // Of the point (b, a).
  polarAngle: /* wgsl */ `
fn polarAngle(a: f32, b: f32) -> f32 {
  if (isNaN(a) || isNaN(b)) { return nan(); }
  var y = 0.0;
  if (isInf(a) && isInf(b)) { y = 0.7853982; }
  else if (a != 0.0 || b != 0.0) { y = arctangent(ratio(absolute(a), absolute(b))); }
  return withSign(select(y, 3.1415927 - y, isNegative(b)), signOf(a));
}`,
  arcsine: /* wgsl */ `
fn arcsine(x: f32) -> f32 { return arctangent(ratio(x, root((1.0 - x) * (1.0 + x)))); }`,
  arccosine: /* wgsl */ `
fn arccosine(x: f32) -> f32 { return 2.0 * arctangent(ratio(root(1.0 - x), root(1.0 + x))); }`,
  hyperbolicSine: /* wgsl */ `
fn hyperbolicSine(x: f32) -> f32 {
  if (isNaN(x)) { return x; }
  let m = absolute(x);
  if (m > 89.41599) { return withSign(infinity(), signOf(x)); }
  let z = x * x;
  if (m < 1.0) { return x + x * z * (0.16666667 + z * (0.008333334 + z * (0.0001984127 + z * 2.7557319e-6))); }
  let h = exp(m * 0.5);
  return withSign(0.5 * h * h - 0.5 / h / h, signOf(x));
}`,
  hyperbolicCosine: /* wgsl */ `
fn hyperbolicCosine(x: f32) -> f32 {
  if (isNaN(x)) { return x; }
  let m = absolute(x);
  if (m > 89.41599) { return infinity(); }
  let h = exp(m * 0.5);
  return 0.5 * h * h + 0.5 / h / h;
}`,
  areaSine: /* wgsl */ `
fn areaSine(x: f32) -> f32 {
  if (!isFinite(x)) { return x; }
  let m = absolute(x);
  if (m > 1e9) { return withSign(log(m) + 0.6931472, signOf(x)); }
  return withSign(logarithm1p(m + m * m / (1.0 + sqrt(m * m + 1.0))), signOf(x));
}`,
  areaCosine: /* wgsl */ `
fn areaCosine(x: f32) -> f32 {
  if (isNaN(x) || x < 1.0) { return nan(); }
  if (isInf(x)) { return x; }
  if (x > 1e9) { return log(x) + 0.6931472; }
  return logarithm1p(x - 1.0 + sqrt((x - 1.0) * (x + 1.0)));
}`,
  areaTangent: /* wgsl */ `
fn areaTangent(x: f32) -> f32 {
  let m = absolute(x);
  if (isNaN(x) || m > 1.0) { return nan(); }
  if (m == 1.0) { return withSign(infinity(), signOf(x)); }
  return withSign(0.5 * logarithm1p(2.0 * m / (1.0 - m)), signOf(x));
}`,
  powerOfTwo: /* wgsl */ `
fn powerOfTwo(x: f32) -> f32 {
  if (isNaN(x)) { return x; }
  if (x >= 128.0) { return infinity(); }
  if (x < -150.0) { return 0.0; }
  return select(exp2(x), exp2(x * 0.5) * exp2(x * 0.5), absolute(x) > 120.0);
}`,
  logarithm2: /* wgsl */ `
fn logarithm2(x: f32) -> f32 {
  if (isNaN(x) || x < 0.0) { return nan(); }
  if (x == 0.0) { return negated(infinity()); }
  return select(log2(x), x, isInf(x));
}`,
  logit: /* wgsl */ `
fn logit(x: f32) -> f32 { return logarithm(ratio(x, 1.0 - x)); }`,
  // log(eᵃ + eᵇ)
  logaddexp: /* wgsl */ `
fn logaddexp(a: f32, b: f32) -> f32 {
  let high = larger(a, b);
  let low = smaller(a, b);
  if (!isFinite(high) || isInf(low)) { return high; }
  return high + logarithm1p(exponential(low - high));
}`,
  // log(1 + eˣ)
  softplus: /* wgsl */ `
fn softplus(x: f32) -> f32 { return larger(x, 0.0) + logarithm1p(exponential(-absolute(x))); }`,
  hypot: /* wgsl */ `
fn hypot(a: f32, b: f32) -> f32 {
  if (isInf(a) || isInf(b)) { return infinity(); }
  let m = larger(absolute(a), absolute(b));
  if (isNaN(m) || m == 0.0) { return m; }
  let t = smaller(absolute(a), absolute(b)) / m;
  return m * sqrt(1.0 + t * t);
}`,
  // erfc of a positive number: e^(−x²) (1 + 2x)⁻¹ times what a polynomial in (x − 2) / (x + 2) comes to.
  errorTail: /* wgsl */ `
fn errorTail(x: f32) -> f32 {
  if (x > 10.1) { return 0.0; }
  let s = (x - 2.0) / (x + 2.0);
  let low = 1.2769783 + s * (-0.09276365 + s * (-0.16602133 + s * 0.16403593));
  let high = -0.054396596 + s * (-0.0076534823 + s * (0.009478652 + s * -0.0012018655));
  return exponential(-x * x) * (low + s * s * s * s * high) / (1.0 + 2.0 * x);
}`,
  erf: /* wgsl */ `
fn erf(x: f32) -> f32 {
  if (isNaN(x)) { return x; }
  let m = absolute(x);
  if (m >= 1.0) { return withSign(1.0 - errorTail(m), signOf(x)); }
  let z = x * x;
  let high = 0.112801306 + z * (-0.02670995 + z * (0.0049160235 + z * -0.00056253962));
  return x * (1.1283791 + z * (-0.3761232 + z * high));
}`,
  erfc: /* wgsl */ `
fn erfc(x: f32) -> f32 {
  if (isNaN(x)) { return x; }
  if (absolute(x) < 0.5) { return 1.0 - erf(x); }
  let tail = errorTail(absolute(x));
  return select(tail, 2.0 - tail, isNegative(x));
}`,
  // x times a polynomial in w = −log(1 − x²), or in its root where that is large.
  erfinv: /* wgsl */ `
fn erfinv(x: f32) -> f32 {
  let m = absolute(x);
  if (isNaN(x) || m > 1.0) { return nan(); }
  if (m == 1.0) { return withSign(infinity(), signOf(x)); }
  let w = -log((1.0 - m) * (1.0 + m));
  if (w < 5.0) {
    let v = w - 2.5;
    let high = 0.00021722671 + v * (-4.2276056e-6 + v * (-3.1740733e-6 + v * 3.2828339e-7));
    return x * (1.501409 + v * (0.24664114 + v * (-0.004176008 + v * (-0.0012542374 + v * high))));
  }
  let v = sqrt(w) - 3.0;
  let high = -0.007655392 + v * (0.0059390743 + v * (-0.0035582627 + v * 0.0010024032));
  return x * (2.832978 + v * (1.0016756 + v * (0.009400297 + v * high)));
}`,
  // What is left of a after subtracting b as often as it goes, exactly: a division on paper, digit by digit.
  fmod: /* wgsl */ `
fn fmod(a: f32, b: f32) -> f32 {
  let x = bitcast<u32>(absolute(a));
  let y = bitcast<u32>(absolute(b));
  if (!isFinite(a) || isNaN(b) || y < 0x800000u) { return nan(); }
  if (x < y) { return a; }
  let m = (y & 0x7fffffu) | 0x800000u;
  var rest = (x & 0x7fffffu) | 0x800000u;
  for (var exponent = x >> 23u; exponent > y >> 23u; exponent--) {
    rest = select(rest, rest - m, rest >= m) << 1u;
  }
  rest = select(rest, rest - m, rest >= m);
  return withSign(f32(rest) * 0x1p-23f * bitcast<f32>(y & 0x7f800000u), signOf(a));
}`,
  // An int64 as the nearest float: its upper 32 digits, the last of which says whether there are more.
  longAsFloat: /* wgsl */ `
fn longAsFloat(x: vec2<u32>) -> f32 {
  let isBelowZero = (x.y >> 31u) == 1u;
  let low = select(x.x, ~x.x + 1u, isBelowZero);
  let high = select(x.y, ~x.y + select(0u, 1u, x.x == 0u), isBelowZero);
  var y = f32(low);
  if (high != 0u) {
    let zeros = countLeadingZeros(high);
    let upper = select((high << zeros) | (low >> (32u - max(zeros, 1u))), high, zeros == 0u);
    // Times 2^(32 − zeros), which is exact.
    y = f32(upper | select(0u, 1u, (low << zeros) != 0u)) * bitcast<f32>((159u - zeros) << 23u);
  }
  return select(y, -y, isBelowZero);
}`,
  // Whether what is left has another sign than the divisor.
  isBelow: /* wgsl */ `
fn isBelow(rest: f32, b: f32) -> bool { return !same(rest, 0.0) && isNegative(rest) != isNegative(b); }`,
  remainder: /* wgsl */ `
fn remainder(a: f32, b: f32) -> f32 {
  let rest = fmod(a, b);
  return select(rest, rest + b, isBelow(rest, b));
}`,
  flooredQuotient: /* wgsl */ `
fn flooredQuotient(a: f32, b: f32) -> f32 {
  if (b == 0.0) { return ratio(a, b); }
  let rest = fmod(a, b);
  if (isNaN(rest)) { return rest; }
  let y = round(ratio(a - rest, b)) - select(0.0, 1.0, isBelow(rest, b));
  return select(y, withSign(0.0, signOf(a) ^ signOf(b)), y == 0.0);
}`,
  truncatedQuotient: /* wgsl */ `
fn truncatedQuotient(a: f32, b: f32) -> f32 {
  let rest = absolute(fmod(a, b));
  if (isNaN(rest) || isInf(b)) { return ratio(a, b); }
  let m = absolute(b);
  let y = round(ratio(absolute(a) - rest, m));
  // The quotient is rounded before it is cut, which may bring it up to the next whole number.
  let next = y + 1.0;
  let step = next - bitcast<f32>(bitcast<u32>(next) - 1u);
  return withSign(select(y, next, m - rest <= 0.5 * step * m), signOf(a) ^ signOf(b));
}`,
  frac: /* wgsl */ `
fn frac(x: f32) -> f32 { return select(nan(), x - trunc(x), isFinite(x)); }`,
  copysign: /* wgsl */ `
fn copysign(a: f32, b: f32) -> f32 { return withSign(a, select(signOf(b), 0u, isNaN(b))); }`,
  heaviside: /* wgsl */ `
fn heaviside(a: f32, b: f32) -> f32 { return select(select(0.0, 1.0, greater(a, 0.0)), b, same(a, 0.0)); }`,
  xlogy: /* wgsl */ `
fn xlogy(a: f32, b: f32) -> f32 { return select(a * logarithm(b), 0.0, same(a, 0.0) && !isNaN(b)); }`,
  fmin: /* wgsl */ `
fn fmin(a: f32, b: f32) -> f32 { return select(a, b, less(b, a) || isNaN(a)); }`,
  fmax: /* wgsl */ `
fn fmax(a: f32, b: f32) -> f32 { return select(a, b, greater(b, a) || isNaN(a)); }`,
  sinc: /* wgsl */ `
fn sinc(x: f32) -> f32 { return select(ratio(sine(3.1415927 * x), 3.1415927 * x), 1.0, x == 0.0); }`,
  // x, or what stands for NaN, infinity and −infinity.
  nanToNum: /* wgsl */ `
fn nanToNum(x: f32, others: vec4<f32>) -> f32 {
  return select(select(x, select(others.y, others.z, isNegative(x)), isInf(x)), others.x, isNaN(x));
}`,
};

/** A shader with those of the functions that it calls, and that they call. */
export function completed(source: string): string {
  const missing = Object.keys(functions).filter(
    (name) => source.includes(`${name}(`) && !source.includes(`fn ${name}(`),
  );
  return missing.length === 0
    ? source
    : completed([source, ...missing.map((name) => functions[name])].join('\n'));
}
