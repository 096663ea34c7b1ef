import { expect, test } from '@jest/globals';
import { asLongs } from '../src/core/cast.ts';

const limit = 2 ** 31;

test.each([
  ['small numbers', [0, -0, 1, -1, 255], [0n, 0n, 1n, -1n, 255n]],
  ['fractions, which are cut towards zero', [0.5, -0.5, 2.9, -2.9], [0n, 0n, 2n, -2n]],
  [
    'numbers at the bounds of 32 bits',
    [limit - 1, limit, -limit, -limit - 1],
    [2147483647n, 2147483648n, -2147483648n, -2147483649n],
  ],
  ['numbers of more bits', [2 ** 40, -(2 ** 53), 2 ** 62], [2n ** 40n, -(2n ** 53n), 2n ** 62n]],
  [
    'what is no int64',
    [Number.NaN, Infinity, -Infinity, 2 ** 63],
    [-(2n ** 63n), -(2n ** 63n), -(2n ** 63n), -(2n ** 63n)],
  ],
])('as int64: %s', (_, numbers, longs) => {
  expect([...asLongs(Float64Array.from(numbers))]).toEqual(longs);
});

test('as int64: from narrower integers, behind one another in memory', () => {
  const [bytes, words] = [asLongs(Uint8Array.of(0, 1, 200)), asLongs(Int32Array.of(-7, limit - 1, -limit))];
  expect([...bytes]).toEqual([0n, 1n, 200n]);
  expect([...words]).toEqual([-7n, 2147483647n, -2147483648n]);
});
