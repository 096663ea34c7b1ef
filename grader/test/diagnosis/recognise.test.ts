import { describe, expect, test } from '@jest/globals';
import { recognise } from '../../src/diagnosis/recognise.ts';
import type { Value } from '../../src/sandbox/types.ts';
import { call, mistake, observed, returned, tensor, threw } from './values.ts';

const doubled = mistake('M-DOUBLE', (x) => returned(2 * Number(x)));
const squared = mistake('M-SQUARE', (x) => returned(Number(x) ** 2));
const throwing = mistake('M-THROW', (x) => (Number(x) < 0 ? threw('RangeError') : returned(x)));
const mutating = mistake('M-CHANGE', (x) => returned(x, false));
const nan = mistake('M-NAN', () => returned(Number.NaN));
const bank = [doubled, squared, throwing, mutating, nan];

/** A call of a function of one number. */
const f = (x: number, value: Value, unchanged = true) => call([x], returned(value, unchanged));

describe('matching with the bank', () => {
  test('the mistake that agrees on every case gives the name', () => {
    expect(recognise([observed(true, f(3, 6)), observed(true, f(5, 10))], bank)).toBe('M-DOUBLE');
  });

  test('a passing case speaks against a mistake too', () => {
    const cases = [observed(true, f(3, 6)), observed(true, f(5, 10)), observed(false, f(7, 7))];
    expect(recognise(cases, bank)).toBeUndefined();
  });

  test('a passing case may tell two mistakes apart', () => {
    expect(recognise([observed(true, f(2, 4)), observed(false, f(0, 0))], bank)).toBeUndefined();
    expect(recognise([observed(true, f(2, 4)), observed(false, f(1, 1))], bank)).toBe('M-SQUARE');
  });

  test('one case alone is not enough', () => {
    expect(recognise([observed(true, f(3, 6))], bank)).toBeUndefined();
    expect(recognise([observed(true, f(3, 6)), observed(true)], bank)).toBeUndefined();
  });

  test('nothing that fails has no name', () => {
    expect(recognise([observed(false, f(3, 6)), observed(false, f(5, 10))], bank)).toBeUndefined();
  });

  test('several mistakes of one code are one code', () => {
    const twice = mistake('M-DOUBLE', (x) => returned(Number(x) + Number(x)));
    expect(recognise([observed(true, f(3, 6)), observed(true, f(5, 10))], [doubled, twice])).toBe('M-DOUBLE');
  });

  test('errors, changed arguments and NaN are answers', () => {
    const negative = call([-1], threw('RangeError'));
    expect(recognise([observed(true, negative), observed(false, f(4, 4))], bank)).toBe('M-THROW');
    expect(recognise([observed(true, f(3, 3, false)), observed(true, f(4, 4, false))], bank)).toBe(
      'M-CHANGE',
    );
    expect(recognise([observed(true, f(3, Number.NaN)), observed(true, f(4, Number.NaN))], bank)).toBe(
      'M-NAN',
    );
    expect(
      recognise([observed(true, call([3], threw('timeout'))), observed(true, f(4, 8))], bank),
    ).toBeUndefined();
  });

  test('every call of a case counts', () => {
    expect(recognise([observed(true, f(3, 6), f(4, 9)), observed(true, f(5, 10))], bank)).toBeUndefined();
  });
});

describe('property probes, where no mistake agrees', () => {
  const none = () => returned('something else');
  const codes = (...names: string[]) => names.map((code) => mistake(code, none));
  const failing = (args: readonly Value[], value: Value) => observed(true, call(args, returned(value)));
  const table = tensor([1, 2, 3, 4, 5, 6], [2, 3]);
  const byColumns = tensor([0.2, 0.3, 0.4, 0.8, 0.7, 0.6], [2, 3]);
  const huge = tensor([1000, 1]);

  test('columns that add up to 1', () => {
    expect(recognise([failing([table, -1], byColumns)], codes('M-AXIS'))).toBe('M-AXIS');
    // Along dim 0 they should.
    expect(recognise([failing([table, 0], byColumns)], codes('M-AXIS'))).toBeUndefined();
  });

  test('no number where a large score stands', () => {
    const all = tensor([Number.NaN, Number.NaN]);
    expect(recognise([failing([huge], all)], codes('M-OVERFLOW'))).toBe('M-OVERFLOW');
    // The large score came out well: something underflowed beside it.
    expect(recognise([failing([huge], tensor([1, Number.NaN]))], codes('M-OVERFLOW'))).toBeUndefined();
    // Small scores fail as well.
    const small = failing([tensor([1, 2])], tensor([Number.NaN, 0.5]));
    expect(recognise([failing([huge], all), small], codes('M-OVERFLOW'))).toBeUndefined();
  });

  test('minus infinity, one number for many, negative shares, deep recursion, a lost axis', () => {
    expect(recognise([failing([huge, 0], tensor([0, -Infinity]))], codes('M-LOGOFSOFTMAX'))).toBe(
      'M-LOGOFSOFTMAX',
    );
    expect(recognise([failing([huge], tensor([1], []))], codes('M-SCALAR'))).toBe('M-SCALAR');
    expect(recognise([failing([tensor([3, -1])], tensor([1.5, -0.5]))], codes('M-NOEXP'))).toBe('M-NOEXP');
    const deep = observed(true, call([{ length: 100_000 }], threw('RangeError')));
    expect(recognise([deep], codes('M-RECURSION'))).toBe('M-RECURSION');
    const batch = observed(true, call([table, 1], threw('RuntimeError')));
    expect(recognise([batch], codes('M-KEEPDIM'))).toBe('M-KEEPDIM');
    const vector = observed(true, call([tensor([1, 2]), 0], threw('RuntimeError')));
    expect(recognise([batch, vector], codes('M-KEEPDIM'))).toBeUndefined();
  });

  test('a code that the task has no mistake of is never given', () => {
    expect(recognise([failing([table, -1], byColumns)], codes('M-OVERFLOW'))).toBeUndefined();
  });

  test('decide between mistakes that agree, and only between those', () => {
    const answer = () => returned(tensor([1], []));
    const cases = [failing([huge], tensor([1], [])), failing([tensor([2, 3])], tensor([1], []))];
    expect(recognise(cases, [mistake('M-SCALAR', answer), mistake('M-ONES', answer)])).toBe('M-SCALAR');
    const others = [mistake('M-ONES', answer), mistake('M-TWOS', answer), ...codes('M-SCALAR')];
    expect(recognise(cases, others)).toBeUndefined();
  });
});
