import { describe, expect, test } from '@jest/globals';
import { valueText } from '../../src/replay/value-text.ts';
import type { TensorValue, Value } from '../../src/sandbox/types.ts';

const floats = (shape: readonly number[], ...numbers: number[]): TensorValue => ({
  kind: 'tensor',
  dtype: 'float32',
  shape,
  data: Float32Array.from(numbers),
});

describe('a value of a token, to read and to copy', () => {
  test.each<[string, Value, string[]]>([
    ['rank 0', floats([], 2.5), ['float32 tensor of shape ()', '2.5']],
    ['a vector', floats([3], 0.1, NaN, -0), ['float32 tensor of shape (3,)', '[0.1, NaN, -0]']],
    ['a table', floats([2, 2], 1, 2, 3, 4), ['float32 tensor of shape (2, 2)', '[[1, 2],', ' [3, 4]]']],
    [
      'rank 3, its rows one under the other',
      floats([2, 2, 1], 1, 2, 3, 4),
      ['float32 tensor of shape (2, 2, 1)', '[[[1],', '  [2]],', ' [[3],', '  [4]]]'],
    ],
    ['no elements', floats([2, 0]), ['float32 tensor of shape (2, 0)', 'no elements']],
    [
      'bool',
      { kind: 'tensor', dtype: 'bool', shape: [2], data: Uint8Array.of(1, 0) },
      ['bool tensor of shape (2,)', '[true, false]'],
    ],
    ['a list', [1, 'two', null, undefined, 3n], ['[1, "two", null, undefined, 3n]']],
    [
      'a record',
      { rate: 0.1, 'a b': [floats([1], 2)] },
      ['{ rate: 0.1, "a b": [float32 tensor of shape (1,) [2]] }'],
    ],
    ['a handle', { kind: 'handle', id: 1, describes: 'function' }, ['function']],
  ])('%s', (_what, value, lines) => {
    expect(valueText(value)).toEqual(lines);
  });

  test('float32 is written with the fewest digits that name it', () => {
    const numbers = [0.1, 1 / 3, 16777217, 3.4028234663852886e38, 1e-45, -1.6925454];
    const [, row = ''] = valueText(floats([numbers.length], ...numbers));
    expect(row).toBe('[0.1, 0.33333334, 16777216, 3.4028235e+38, 1e-45, -1.6925454]');
    expect(Float32Array.from(JSON.parse(row))).toEqual(Float32Array.from(numbers));
  });

  test('what a function returns cannot flood or steer the terminal', () => {
    expect(valueText(floats([5_000, 1], ...new Array(5_000).fill(1)))).toHaveLength(201);
    expect(valueText(new Array(5_000).fill(1)).join('').length).toBeLessThan(5_000);
    expect(valueText(`a\x1b[31m\u202eb${'x'.repeat(10_000)}`).join('')).toMatch(/^"abx{1,4000}…?"?[ …]*$/);
  });
});
