import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compare } from '../../src/authoring/compare.ts';
import type { TensorValue, Value } from '../../src/sandbox/types.ts';

const float32 = (data: number[], shape: number[] = [data.length]): TensorValue => ({
  kind: 'tensor',
  dtype: 'float32',
  shape,
  data: Float32Array.from(data),
});
const int64 = (data: bigint[]): TensorValue => ({
  kind: 'tensor',
  dtype: 'int64',
  shape: [data.length],
  data: BigInt64Array.from(data),
});

const passes = (got: Value, want: Value) => compare(got, want).ok;

describe('tensors', () => {
  test('equal tensors pass with margin 0', () => {
    expect(compare(float32([1, 2]), float32([1, 2]))).toEqual({ ok: true, margin: 0 });
  });

  test('the margin is the share of the tolerance that the worst element uses', () => {
    const result = compare(float32([1, 2.0001]), float32([1, 2]));
    expect(result.ok && result.margin).toBeCloseTo(0.0001 / (1e-6 + 2e-4), 2);
  });

  test('shape comes before values, and is named', () => {
    expect(compare(float32([1, 2, 3]), float32([1, 2, 3], [1, 3]))).toMatchObject({
      ok: false,
      what: 'returned shape (3,); expected (1, 3)',
    });
  });

  test('a transposed result of the same size fails by shape', () => {
    expect(passes(float32([1, 2, 3, 4, 5, 6], [3, 2]), float32([1, 2, 3, 4, 5, 6], [2, 3]))).toBe(false);
  });

  test('dtype is part of the answer', () => {
    expect(compare(int64([1n]), float32([1]))).toMatchObject({
      what: 'returned dtype int64; expected float32',
    });
  });

  test('int64 is exact beyond 2^53', () => {
    expect(passes(int64([2n ** 53n + 1n]), int64([2n ** 53n + 1n]))).toBe(true);
    expect(passes(int64([2n ** 53n]), int64([2n ** 53n + 1n]))).toBe(false);
  });

  test.each([
    [Number.NaN, 1],
    [Number.POSITIVE_INFINITY, 1e38],
    [1, Number.NaN],
    [1, Number.POSITIVE_INFINITY],
    [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
  ])('%p is not %p', (got, want) => {
    expect(passes(float32([got]), float32([want]))).toBe(false);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('%p is itself', (x) => {
    expect(passes(float32([x]), float32([x]))).toBe(true);
  });

  test('the sign of zero is not compared', () => {
    expect(passes(float32([-0]), float32([0]))).toBe(true);
  });

  test('what a student may read names the abnormality, and only the detail has values and the index', () => {
    const result = compare(float32([0.125, Number.NaN], [1, 2]), float32([0.125, 0.875], [1, 2]));
    expect(result).toMatchObject({ what: 'returned NaN where a finite number belongs' });
    expect(!result.ok && result.detail).toBe(
      'received [[0.125, NaN]]\nexpected [[0.125, 0.875]]\nfirst difference at index [0, 1]: NaN, expected 0.875',
    );
  });

  test('a wrong element never hides among right ones', () => {
    fc.assert(
      fc.property(
        fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), { minLength: 1 }),
        fc.nat(),
        (data, n) => {
          const at = n % data.length;
          const wrong = data.with(at, (data[at] as number) * 1.01 + 1);
          expect(passes(float32(wrong), float32(data))).toBe(false);
        },
      ),
    );
  });
});

describe('plain values', () => {
  test.each<[Value, Value, boolean]>([
    [0.1 + 0.2, 0.3, true],
    [0.3001, 0.3, false],
    ['same', 'same', true],
    ['same', 'sharper', false],
    ['1', 1, false],
    [null, 0, false],
    [undefined, 'same', false],
    [true, true, true],
    [[1, 2], [1, 2], true],
    [[1, 2], [1, 2, 3], false],
    [[1, [2]], [1, [3]], false],
    [{ a: 1 }, { a: 1 }, true],
    [{ a: 1, b: 2 }, { a: 1 }, false],
    [float32([1]), 1, false],
    [[1], float32([1]), false],
  ])('%p against %p', (got, want, ok) => {
    expect(passes(got, want)).toBe(ok);
  });
});
