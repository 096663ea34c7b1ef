import { describe, expect, test } from '@jest/globals';
import { alike, alikeOutcomes } from '../../src/diagnosis/alike.ts';
import type { Value } from '../../src/sandbox/types.ts';
import { returned, tensor, threw } from './values.ts';

const int64 = (...numbers: bigint[]): Value => ({
  kind: 'tensor',
  dtype: 'int64',
  shape: [numbers.length],
  data: BigInt64Array.from(numbers),
});

describe('values', () => {
  test.each<[string, Value, Value, boolean]>([
    ['equal numbers', 2, 2, true],
    ['numbers within a thousandth', 1000, 1000.9, true],
    ['numbers further apart', 1000, 1002, false],
    ['tiny numbers near 0', 0, 1e-7, true],
    ['a number and its negative', 0.5, -0.5, false],
    ['two NaN', Number.NaN, Number.NaN, true],
    ['NaN and a number', Number.NaN, 0, false],
    ['the same infinity', Infinity, Infinity, true],
    ['both infinities', Infinity, -Infinity, false],
    ['infinity and a large number', Infinity, 1e30, false],
    ['a number and its text', 1, '1', false],
    ['a number and a bigint', 1, 1n, false],
    ['null and undefined', null, undefined, false],
    ['lists', [1, [2, 'a']], [1.0001, [2, 'a']], true],
    ['lists of unlike length', [1, 2], [1], false],
    ['a list and a record', [1], { 0: 1 }, false],
    ['records in another order', { a: 1, b: 2 }, { b: 2, a: 1 }, true],
    ['records with unlike keys', { a: 1, b: undefined }, { a: 1, c: undefined }, false],
    ['tensors with NaN', tensor([Number.NaN, 1]), tensor([Number.NaN, 1.0001]), true],
    ['tensors of unlike shape', tensor([1, 2], [2, 1]), tensor([1, 2], [1, 2]), false],
    ['tensors of unlike dtype', tensor([1]), int64(1n), false],
    ['whole numbers, one of them off by one', int64(1000n, 5n), int64(1000n, 6n), false],
    ['a tensor and a number', tensor([1], []), 1, false],
  ])('%s', (_, a, b, expected) => {
    expect(alike(a, b)).toBe(expected);
    expect(alike(b, a)).toBe(expected);
  });
});

describe('outcomes', () => {
  test('errors are alike by name, and never like a value', () => {
    expect(alikeOutcomes(threw('RangeError'), threw('RangeError'))).toBe(true);
    expect(alikeOutcomes(threw('RangeError'), threw('TypeError'))).toBe(false);
    expect(alikeOutcomes(threw('RangeError'), returned(undefined))).toBe(false);
  });

  test('a changed argument counts as much as the value', () => {
    expect(alikeOutcomes(returned(1, false), returned(1, false))).toBe(true);
    expect(alikeOutcomes(returned(1, false), returned(1, true))).toBe(false);
  });
});
