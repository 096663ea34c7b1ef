import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hasTwoDecimals, hundredths, pointsOf } from '../../src/scoring/hundredths.ts';
import { sharePoints } from '../../src/scoring/share-points.ts';

test.each([
  [1000, 3, [334, 333, 333]],
  [2, 3, [1, 1, 0]],
  [0, 2, [0, 0]],
  [500, 1, [500]],
])('%i hundredths among %i are %j', (units, parts, expected) => {
  expect(sharePoints(units, parts)).toEqual(expected);
});

test('shares add up, differ by one at most, and the larger come first', () => {
  fc.assert(
    fc.property(fc.nat(10_000), fc.integer({ min: 1, max: 50 }), (units, parts) => {
      const shares = sharePoints(units, parts);
      expect(shares.reduce((a, b) => a + b, 0)).toBe(units);
      expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
      expect([...shares].sort((a, b) => b - a)).toEqual(shares);
    }),
  );
});

test('points and hundredths', () => {
  expect(hundredths(33.33)).toBe(3333);
  expect(pointsOf(1 + 2)).toBe(0.03);
  expect(hasTwoDecimals(0.29)).toBe(true);
  expect(hasTwoDecimals(0.295)).toBe(false);
});
