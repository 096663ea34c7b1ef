import { describe, expect, test } from '@jest/globals';
import { returns } from '../../src/authoring/returns.ts';
import type { Value } from '../../src/sandbox/types.ts';

const vector: Value = { kind: 'tensor', dtype: 'float32', shape: [2], data: Float32Array.of(1, 2) };

describe('returns', () => {
  test('a tensor of the right dtype and shape fits', () => {
    expect(returns.tensor({ dtype: 'float32', shape: [2] }).mismatch(vector)).toBeUndefined();
  });

  test.each<[Value, string]>([
    [vector, 'returned a float32 tensor of shape (2,); expected a float32 tensor of shape (1, 2)'],
    [3, 'returned a number; expected a float32 tensor of shape (1, 2)'],
    [Number.NaN, 'returned NaN; expected a float32 tensor of shape (1, 2)'],
    [undefined, 'returned undefined; expected a float32 tensor of shape (1, 2)'],
    [[1, 2], 'returned a list of 2; expected a float32 tensor of shape (1, 2)'],
    [
      { kind: 'handle', id: 1, describes: 'a function' },
      'returned a function; expected a float32 tensor of shape (1, 2)',
    ],
  ])('%p is named by its kind', (value, sentence) => {
    expect(returns.tensor({ dtype: 'float32', shape: [1, 2] }).mismatch(value)).toBe(sentence);
  });

  test('a list is checked entry by entry', () => {
    const scores = returns.list(2, returns.number());
    expect(scores.fits([0.5, 1])).toBe(true);
    expect(scores.fits([0.5])).toBe(false);
    expect(scores.fits([0.5, Number.NaN])).toBe(false);
    expect(scores.fits([0.5, '1'])).toBe(false);
    expect(scores.mismatch([1])).toBe('returned a list of 1; expected a list of 2, each a finite number');
  });

  test('a record has exactly the named keys', () => {
    const spec = returns.record({ a: returns.text() });
    expect(spec.fits({ a: 'x' })).toBe(true);
    expect(spec.fits({ a: 'x', b: 'y' })).toBe(false);
    expect(spec.fits({ a: 1 })).toBe(false);
    expect(spec.fits(['x'])).toBe(false);
  });
});
