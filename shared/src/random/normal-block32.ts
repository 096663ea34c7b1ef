import type { FloatArray } from '../core/dtype.ts';
import { fma32 } from './fma32.ts';

/*
 * PyTorch's vector code for float32 normals takes log, sine and cosine from polynomials. They are followed here
 * operation by operation, each rounded to float32, for the same bits.
 */

const f = Math.fround;
const TWO_PI = f(2 * Math.PI);
const SQRT_HALF = f(Math.SQRT1_2);
const FOUR_OVER_PI = f(4 / Math.PI);

/** ln 2 and π/4 in parts: the first has few bits, so that its product with a small integer is exact. */
const LN2 = [0.693359375, f(-2.1219444e-4)] as const;
const MINUS_PI_OVER_4 = [-0.78515625, f(-2.4187564849853516e-4), f(-3.774894977445941e-8)] as const;

/** Highest power first. */
const LOG = [
  7.0376836292e-2, -1.151461031e-1, 1.167699874e-1, -1.2420140846e-1, 1.4249322787e-1, -1.6668057665e-1,
  2.0000714765e-1, -2.4999993993e-1, 3.3333331174e-1,
].map(f);
const COS = [2.443315711809948e-5, -1.388731625493765e-3, 4.166664568298827e-2].map(f);
const SIN = [-1.9515295891e-4, 8.3321608736e-3, -1.6666654611e-1].map(f);

const float = new Float32Array(1);
const bits = new Int32Array(float.buffer);

/**
 * 16 uniform values from `start` on become normal ones: places j and j + 8 make a pair,
 * r = sqrt(-2 log(1 - d[j])), t = 2π d[j + 8], and then r cos t and r sin t, times `std` plus `mean`.
 */
export function normalBlock32(d: FloatArray, start: number, mean: number, std: number): void {
  for (let j = start; j < start + 8; j++) {
    const radius = f(Math.sqrt(f(-2 * log32(f(1 - (d[j] as number))))));
    const t = f(TWO_PI * (d[j + 8] as number));
    const octant = nearestEvenOctant(t);
    const x = withinOctant(t, octant);
    const swap = (octant & 2) !== 0;
    const sin = (octant & 4) !== 0 ? -1 : 1;
    const cos = ((octant - 2) & 4) === 0 ? -1 : 1;
    d[j] = fma32(f(radius * (cos * (swap ? sinPolynomial(x) : cosPolynomial(x)))), std, mean);
    d[j + 8] = fma32(f(radius * (sin * (swap ? cosPolynomial(x) : sinPolynomial(x)))), std, mean);
  }
}

/** The natural logarithm for 0 < x <= 1: x = m 2^e with m near 1, log x = log m + e ln 2. */
function log32(x: number): number {
  float[0] = x;
  const word = bits[0] as number;
  let e = (word >> 23) - 126;
  bits[0] = (word & 0x807fffff) | 0x3f000000;
  let m = float[0] as number;
  if (m < SQRT_HALF) {
    e -= 1;
    m = f(f(m - 1) + m);
  } else {
    m = f(m - 1);
  }
  const z = f(m * m);
  let y = LOG[0] as number;
  for (let i = 1; i < LOG.length; i++) y = fma32(y, m, LOG[i] as number);
  y = fma32(f(y * m), z, f(e * LN2[1]));
  y = fma32(-z, 0.5, y);
  return fma32(e, LN2[0], f(m + y));
}

/** The even number of eighths of a turn that is nearest to the angle `t` >= 0. */
function nearestEvenOctant(t: number): number {
  return (Math.trunc(f(t * FOUR_OVER_PI)) + 1) & ~1;
}

/** What is left of `t` without these octants: at most π/4 to either side. */
function withinOctant(t: number, octant: number): number {
  const x = fma32(octant, MINUS_PI_OVER_4[0], t);
  return fma32(octant, MINUS_PI_OVER_4[2], fma32(octant, MINUS_PI_OVER_4[1], x));
}

/** 1 - x²/2 + x⁴ (c2 + c1 x² + c0 x⁴) */
function cosPolynomial(x: number): number {
  const z = f(x * x);
  let c = fma32(COS[0] as number, z, COS[1] as number);
  c = f(fma32(c, z, COS[2] as number) * z);
  c = fma32(c, z, -f(z * 0.5));
  return f(c + 1);
}

/** x + x³ (s2 + s1 x² + s0 x⁴) */
function sinPolynomial(x: number): number {
  const z = f(x * x);
  let s = fma32(SIN[0] as number, z, SIN[1] as number);
  s = f(fma32(s, z, SIN[2] as number) * z);
  return fma32(s, x, x);
}
