/*
 * A step of Adam for float32 parameters, in double precision and rounded when stored: the bits of the loop in
 * optim/adam.ts, symbol for symbol.
 */

// @ts-ignore: a decorator of AssemblyScript
@inline
function twoOf(x: usize): v128 {
  return f64x2.promote_low_f32x4(v128.load64_zero(x));
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function storeTwo(x: usize, value: v128): void {
  v128.store64_lane(x, f32x4.demote_f64x2_zero(value), 0);
}

export function adam(
  w: usize, g: usize, m: usize, v: usize, end: usize,
  sign: f64, weightDecay: f64, beta1: f64, beta2: f64, rate: f64, bias2: f64, eps: f64,
): void {
  for (; w < end; w += 8, g += 8, m += 8, v += 8) {
    const wi = twoOf(w);
    const gi = f64x2.add(
      f64x2.mul(f64x2.splat(sign), twoOf(g)),
      f64x2.mul(f64x2.splat(weightDecay), wi),
    );
    const mi = f64x2.add(f64x2.mul(f64x2.splat(beta1), twoOf(m)), f64x2.mul(f64x2.splat(1 - beta1), gi));
    const vi = f64x2.add(
      f64x2.mul(f64x2.splat(beta2), twoOf(v)),
      f64x2.mul(f64x2.mul(f64x2.splat(1 - beta2), gi), gi),
    );
    storeTwo(m, mi);
    storeTwo(v, vi);
    const divisor = f64x2.add(f64x2.div(f64x2.sqrt(vi), f64x2.splat(bias2)), f64x2.splat(eps));
    storeTwo(w, f64x2.sub(wi, f64x2.mul(f64x2.splat(rate), f64x2.div(mi, divisor))));
  }
}
