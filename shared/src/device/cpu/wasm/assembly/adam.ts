/*
 * A step of Adam for float32 parameters, in double precision and rounded when stored: the bits of the loops in
 * optim/adam.ts and optim/adamw.ts, symbol for symbol.
 */
import { storeTwo, twoOf } from './double';

// @ts-ignore: a decorator of AssemblyScript
@inline
function update(
  w: usize, g: usize, m: usize, v: usize, end: usize,
  sign: f64, decay: f64, beta1: f64, beta2: f64, rate: f64, bias2: f64, eps: f64, isDecoupled: bool,
): void {
  for (; w < end; w += 8, g += 8, m += 8, v += 8) {
    let wi = twoOf(w);
    let gi = f64x2.mul(f64x2.splat(sign), twoOf(g));
    const decayed = f64x2.mul(f64x2.splat(decay), wi);
    if (isDecoupled) wi = decayed;
    else gi = f64x2.add(gi, decayed);
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

/** `decay` is λ, or if it is decoupled what a step leaves of a parameter, 1 − γ λ. */
export function adam(
  w: usize, g: usize, m: usize, v: usize, end: usize,
  sign: f64, decay: f64, beta1: f64, beta2: f64, rate: f64, bias2: f64, eps: f64, isDecoupled: bool,
): void {
  // A loop for each, so that no element waits for the decision.
  if (isDecoupled) update(w, g, m, v, end, sign, decay, beta1, beta2, rate, bias2, eps, true);
  else update(w, g, m, v, end, sign, decay, beta1, beta2, rate, bias2, eps, false);
}
