import { describe, expect, test } from '@jest/globals';
import { exp32 } from '../src/core/special/exponential.ts';

/** From −104 to 89, where float32 goes from nothing to infinity, by steps that are no round numbers. */
const points = Float32Array.from({ length: 200_000 }, (_, i) => -104 + i * (193 / 199_999));

describe('exp32', () => {
  test('is within 2 · 10⁻¹² of eˣ', () => {
    const worst = points.reduce((most, x) => Math.max(most, Math.abs(exp32(x) / Math.exp(x) - 1)), 0);
    expect(worst).toBeLessThan(2e-12);
  });

  test('rounds to the same float32 as eˣ, but for a few in a hundred thousand', () => {
    const other = points.filter((x) => Math.fround(exp32(x)) !== Math.fround(Math.exp(x)));
    expect(other.length).toBeLessThan(10);
  });

  test.each([0, -0, 1e-45, NaN, Infinity, -Infinity, 1000, -1000])('of %p it is eˣ to the bit', (x) => {
    expect(exp32(x)).toBe(Math.exp(x));
  });
});
