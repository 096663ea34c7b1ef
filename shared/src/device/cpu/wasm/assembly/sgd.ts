/*
 * A step of gradient descent for float32 parameters, in double precision and rounded when stored: the bits of the loops
 * in optim/sgd.ts, symbol for symbol.
 */
import { storeTwo, twoOf } from './double';

/** g ← ± g + λ w */
// @ts-ignore: a decorator of AssemblyScript
@inline
function slope(wi: v128, g: usize, sign: f64, weightDecay: f64): v128 {
  return f64x2.add(f64x2.mul(f64x2.splat(sign), twoOf(g)), f64x2.mul(f64x2.splat(weightDecay), wi));
}

export function descend(w: usize, g: usize, end: usize, sign: f64, weightDecay: f64, rate: f64): void {
  for (; w < end; w += 8, g += 8) {
    const wi = twoOf(w);
    storeTwo(w, f64x2.sub(wi, f64x2.mul(f64x2.splat(rate), slope(wi, g, sign, weightDecay))));
  }
}

/** `isFirst`: there is no momentum yet. */
export function descendWithMomentum(
  w: usize, g: usize, b: usize, end: usize,
  sign: f64, weightDecay: f64, rate: f64, momentum: f64, dampening: f64, isFirst: bool, isNesterov: bool,
): void {
  const along = f64x2.splat(momentum);
  for (; w < end; w += 8, g += 8, b += 8) {
    const wi = twoOf(w);
    const gi = slope(wi, g, sign, weightDecay);
    let bi = gi;
    if (!isFirst) bi = f64x2.add(f64x2.mul(along, twoOf(b)), f64x2.mul(f64x2.splat(1 - dampening), gi));
    storeTwo(b, bi);
    if (isNesterov) bi = f64x2.add(gi, f64x2.mul(along, bi));
    storeTwo(w, f64x2.sub(wi, f64x2.mul(f64x2.splat(rate), bi)));
  }
}
