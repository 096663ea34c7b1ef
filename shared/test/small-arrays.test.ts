import { describe, expect, test } from '@jest/globals';
import { torch } from '#torch';
import {
  newBigInt64Array,
  newFloat32Array,
  newFloat64Array,
  newInt32Array,
} from '../src/core/small-arrays.ts';

/** Below, at and above the bounds between which arrays share a block. */
const lengths = [0, 1, 8, 9, 16, 17, 31, 50, 127, 257, 511, 512, 513, 1000, 1023, 1024, 1025, 3000];

describe.each([
  ['float32', newFloat32Array],
  ['float64', newFloat64Array],
  ['int32', newInt32Array],
] as const)('arrays of %s', (_, make) => {
  test.each(lengths)('with %i elements are zeros that nobody else writes', (length) => {
    const arrays = Array.from({ length: 40 }, () => make(length));
    for (const [i, array] of arrays.entries()) {
      expect(array).toHaveLength(length);
      expect(array.every((element) => element === 0)).toBe(true);
      array.fill(i + 1);
    }
    expect(arrays.every((array, i) => array.every((element) => element === i + 1))).toBe(true);
  });
});

test('arrays of any element size may follow one another', () => {
  for (const length of lengths) {
    const [odd, longs] = [newFloat32Array(length), newBigInt64Array(length)];
    odd.fill(1);
    expect(longs.every((element) => element === 0n)).toBe(true);
    longs.fill(-1n);
    expect(odd.every((element) => element === 1)).toBe(true);
  }
});

test('an impossible length is refused as by the array itself', () => {
  for (const make of [newFloat32Array, newFloat64Array, newInt32Array, newBigInt64Array]) {
    expect(() => make(-50)).toThrow('Invalid typed array length: -50');
  }
});

test('what a tensor hands out has a buffer of its own', () => {
  const x = torch.ones(50);
  expect(x.toTypedArray().buffer.byteLength).toBe(200);
});
