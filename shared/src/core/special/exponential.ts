/** 2^(j/32) for j from 0 to 31. */
const FRACTIONS = Float64Array.from({ length: 32 }, (_, j) => 2 ** (j / 32));

/** 2ⁿ for every n that leaves something of a float32, from `LEAST` on. */
const LEAST = -150;
const POWERS = Float64Array.from({ length: 280 }, (_, n) => 2 ** (n + LEAST));

/** 3 · 2⁵¹: added to a number and taken away again, it leaves the nearest whole one. */
const ROUNDER = 3 * 2 ** 51;

/**
 * eˣ for results that are rounded to float32, three times as fast as Math.exp: its error is 10⁻¹² of the value, which
 * changes one float32 in some hundred thousand.
 *
 * eˣ = 2ⁿ 2^(j/32) eʳ, with r from −ln 2 / 64 to ln 2 / 64.
 */
export function exp32(x: number): number {
  if (!(x > -103 && x < 88)) return Math.exp(x);
  const whole = x * (32 / Math.LN2) + ROUNDER - ROUNDER;
  const r = x - whole * (Math.LN2 / 32);
  const small = 1 + r * (1 + r * (1 / 2 + r * (1 / 6 + r / 24)));
  return small * (FRACTIONS[whole & 31] as number) * (POWERS[(whole >> 5) - LEAST] as number);
}
