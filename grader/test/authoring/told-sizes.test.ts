import { describe, expect, test } from '@jest/globals';
import { compare } from '../../src/authoring/compare.ts';
import { describeKind } from '../../src/authoring/describe-value.ts';
import { returns } from '../../src/authoring/returns.ts';
import { toldSizes } from '../../src/authoring/told-sizes.ts';
import type { TensorValue, Value } from '../../src/sandbox/types.ts';

const tensor = (...shape: number[]): TensorValue => ({
  kind: 'tensor',
  dtype: 'float32',
  shape,
  data: new Float32Array(shape.reduce((product, size) => product * size, 1)),
});

describe('a sentence about a hidden case', () => {
  const scores = tensor(4, 3);
  const told = toldSizes([scores, tensor(4)]);

  test.each([
    [tensor(4, 3), '(4, 3)'],
    [tensor(3, 4), '(3, 4)'],
    [tensor(4, 1), '(4, 1)'],
    [tensor(12), '(12,)'],
    [tensor(), '()'],
    [tensor(0), '(0,)'],
    [tensor(1, 4, 3, 1), '(1, 4, 3, 1)'],
  ])('tells the sizes that a mistake has: %#', (value, shape) => {
    expect(describeKind(value, told)).toBe(`a float32 tensor of shape ${shape}`);
  });

  test('tells no size that a submission made up', () => {
    expect(describeKind(tensor(0, 1076, 3021), told)).toBe('a float32 tensor of shape (0, ?, ?)');
    expect(describeKind(new Array(1076).fill(0), told)).toBe('a list of ?');
    expect(describeKind(tensor(0, ...new Array(30).fill(3)), told)).toBe(
      'a float32 tensor of shape with 31 axes',
    );
  });

  test('is the same for any two made-up values of one rank', () => {
    const spelt = (digits: number[]): string | undefined => {
      const result = compare(tensor(0, ...digits), scores, undefined, told);
      return result.ok ? undefined : result.what;
    };
    expect(spelt([1076, 3021])).toBe('returned shape (0, ?, ?); expected (4, 3)');
    expect(spelt([2000, 9999])).toBe(spelt([1076, 3021]));
  });

  test('counts the keys of a record for nobody', () => {
    const record = (count: number): Value =>
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, 0]));
    const what = (count: number) => compare(record(count), { W: 0, b: 0 }, undefined, told);
    expect(what(1076)).toEqual(what(7));
    expect(what(7)).toMatchObject({ what: 'returned an object with other keys; expected the keys W, b' });
  });

  test('of a return that a suite asks for tells the sizes that are asked for', () => {
    const spec = returns.list(5, returns.tensor({ shape: [7], dtype: 'float32' }));
    const mismatch = (value: Value) => spec.mismatch(value, toldSizes([], spec.sizes));
    expect(mismatch(tensor(5, 7))).toMatch(
      /^returned a float32 tensor of shape \(5, 7\); expected a list of 5/,
    );
    expect(mismatch(tensor(5, 8))).toMatch(/^returned a float32 tensor of shape \(5, \?\)/);
  });

  test('looks into lists and records of arguments', () => {
    const inside = toldSizes([[{ weights: tensor(6, 2) }], [1, 2, 3]]);
    expect([6, 2, 12, 3, 1, 0, 5].map(inside.size)).toEqual(['6', '2', '12', '3', '1', '0', '?']);
  });
});

test('without told sizes everything is told', () => {
  expect(describeKind(tensor(5, 8))).toBe('a float32 tensor of shape (5, 8)');
});
