/** Functions in WGSL of activations, losses and norms, for `special.ts`. */
export const trainingFunctions: Readonly<Record<string, string>> = {
  // y where x is above a bound, or NaN.
  above: /* wgsl */ `
fn above(y: f32, x: f32, bound: f32, other: f32) -> f32 { return select(other, y, greater(x, bound) || isNaN(x)); }`,
  // y where x lies within bounds, or farther from 0 than one, and 0 elsewhere.
  within: /* wgsl */ `
fn within(y: f32, x: f32, low: f32, high: f32) -> f32 { return select(0.0, y, greater(x, low) && less(x, high)); }`,
  beyond: /* wgsl */ `
fn beyond(y: f32, x: f32, bound: f32) -> f32 { return select(0.0, y, less(x, -bound) || greater(x, bound)); }`,
  hardshrink: /* wgsl */ `
fn hardshrink(x: f32, bound: f32) -> f32 { return select(beyond(x, x, bound), x, isNaN(x)); }`,
  softshrink: /* wgsl */ `
fn softshrink(x: f32, bound: f32) -> f32 {
  return select(select(0.0, x + bound, less(x, -bound)), x - bound, greater(x, bound));
}`,
  hardsigmoid: /* wgsl */ `
fn hardsigmoid(x: f32) -> f32 { return smaller(larger(x + 3.0, 0.0), 6.0) / 6.0; }`,
  hardSwishGradient: /* wgsl */ `
fn hardSwishGradient(grad: f32, x: f32) -> f32 {
  return select(select(grad * (x / 3.0 + 0.5), grad, greater(x, 3.0) || same(x, 3.0)), 0.0, less(x, -3.0));
}`,
  softPlusUpTo: /* wgsl */ `
fn softPlusUpTo(x: f32, beta: f32, threshold: f32) -> f32 {
  return select(ratio(softplus(x * beta), beta), x, greater(x * beta, threshold));
}`,
  // Of a norm: what an element adds, and what becomes of the sum.
  normTerm: /* wgsl */ `
fn normTerm(x: f32, p: f32) -> f32 {
  if (p == 0.0) { return select(1.0, 0.0, same(x, 0.0)); }
  if (p == 1.0) { return absolute(x); }
  return select(power(absolute(x), p), x * x, p == 2.0);
}`,
  normOfSum: /* wgsl */ `
fn normOfSum(s: f32, p: f32) -> f32 {
  if (p == 0.0) { return s; }
  return select(power(s, 1.0 / p), root(s), p == 2.0);
}`,
  // Of the distance d.
  huberLoss: /* wgsl */ `
fn huberLoss(d: f32, delta: f32) -> f32 { return select(delta * (d - 0.5 * delta), 0.5 * d * d, less(d, delta)); }`,
  smoothL1Loss: /* wgsl */ `
fn smoothL1Loss(d: f32, beta: f32) -> f32 { return select(d - 0.5 * beta, 0.5 * d * d / beta, less(d, beta)); }`,
  // A logarithm counts as −100 where it is less.
  binaryCrossEntropy: /* wgsl */ `
fn binaryCrossEntropy(x: f32, t: f32) -> f32 {
  return (t - 1.0) * larger(logarithm(1.0 - x), -100.0) - t * larger(logarithm(x), -100.0);
}`,
  binaryCrossEntropyWithLogits: /* wgsl */ `
fn binaryCrossEntropyWithLogits(x: f32, t: f32, weight: f32) -> f32 {
  return (1.0 - t) * x + (1.0 + (weight - 1.0) * t) * softplus(negated(x));
}`,
  // Φ(x)
  normalBelow: /* wgsl */ `
fn normalBelow(x: f32) -> f32 { return 0.5 * erfc(x * -0.70710677); }`,
  geluSlope: /* wgsl */ `
fn geluSlope(x: f32) -> f32 { return normalBelow(x) + x * exponential(-0.5 * x * x) * 0.3989423; }`,
  geluTanh: /* wgsl */ `
fn geluTanh(x: f32) -> f32 { return hyperbolicTangent(0.7978846 * (x + 0.044715 * x * x * x)); }`,
  geluTanhSlope: /* wgsl */ `
fn geluTanhSlope(x: f32) -> f32 {
  // The tangent has come to ±1 long before, and squares may be too large.
  if (isFinite(x) && absolute(x) > 20.0) { return select(1.0, 0.0, isNegative(x)); }
  let t = geluTanh(x);
  return 0.5 * (1.0 + t) + 0.5 * x * (1.0 - t * t) * 0.7978846 * (1.0 + 0.134145 * x * x);
}`,
  mishSlope: /* wgsl */ `
fn mishSlope(x: f32) -> f32 {
  let t = hyperbolicTangent(softplus(x));
  return t + x * logistic(x) * (1.0 - t * t);
}`,
};
