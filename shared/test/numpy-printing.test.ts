import { inspect } from 'node:util';
import { afterEach, describe, expect, test } from '@jest/globals';
import { DataFrame, type NdArray, np } from '#torch';

const f32 = (...values: number[]) => np.array(values, { dtype: 'float32' });

describe('str', () => {
  test.each<[string, NdArray, string]>([
    ['whole floats', np.array([1, 2]).astype('float64'), '[1. 2.]'],
    ['a common point', np.array([0.5, -12, 100.25]), '[  0.5  -12.   100.25]'],
    ['eight digits', np.array([1 / 3, 2 / 3]), '[0.33333333 0.66666667]'],
    ['the fewest digits of a float32', f32(0.1, 1 / 3), '[0.1        0.33333334]'],
    ['digits that a float32 does not have', f32(98765432), '[98765430.]'],
    ['far apart', np.array([1e-5, 1]), '[1.e-05 1.e+00]'],
    ['a factor of 1000 is not too far', np.array([0.001, 1]), '[0.001 1.   ]'],
    ['more is', np.array([0.001, 1.1]), '[1.0e-03 1.1e+00]'],
    ['just below 1e8', np.array([99999999.5, 1e5]), '[99999999.5   100000. ]'],
    ['1e8', np.array([1e8, 1.5e8]).astype('float64'), '[1.0e+08 1.5e+08]'],
    ['1e-4', np.array([1e-4]), '[0.0001]'],
    ['1e-4 as a float32 is a little less', f32(1e-4), '[1.e-04]'],
    ['three digits of exponent', np.array([-1e100, 1.5e-5]), '[-1.0e+100  1.5e-005]'],
    ['zeros', np.zeros(3), '[0. 0. 0.]'],
    ['a negative zero', np.array(Float64Array.of(-0, 0)), '[-0.  0.]'],
    ['a tie at the last digit goes to the even one', np.array([5.001953125, 2]), '[5.00195312 2.        ]'],
    ['NaN and infinities', np.array([Number.NaN, Infinity, -Infinity, 1.5]), '[ nan  inf -inf  1.5]'],
    ['NaN only', np.array([Number.NaN]), '[nan]'],
    ['integers', np.array([1, -1000]), '[    1 -1000]'],
    ['bools', np.array([true, true]), '[ True  True]'],
    ['nothing', np.zeros([0, 3]), '[]'],
    ['matrices', np.arange(8).reshape(2, 2, 2), '[[[0 1]\n  [2 3]]\n\n [[4 5]\n  [6 7]]]'],
    ['a view', np.arange(6).reshape(2, 3).T.at('::2'), '[[0 3]\n [2 5]]'],
  ])('%s', (_, a, text) => {
    expect(String(a)).toBe(text);
    expect(inspect(a)).toBe(text);
  });

  test('arrays without dimensions print as scalars, with all digits', () => {
    expect(String(np.array(1 / 3))).toBe('0.3333333333333333');
    expect(String(f32(1 / 3).at(0))).toBe('0.33333334');
    expect(String(np.array(1e16))).toBe('10000000000000000');
    expect(String(np.array(1e16).astype('float64'))).toBe('1e+16');
    expect(String(f32(1e-5).at(0))).toBe('1e-05');
    expect(String(np.array(false))).toBe('False');
  });

  test('long rows break before column 75', () => {
    const lines = String(np.arange(40)).split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[0]?.endsWith(' 22 23')).toBe(true);
    expect(lines[1]?.startsWith(' 24 25')).toBe(true);
  });

  test('more than 1000 elements are summarized; only those shown decide the notation', () => {
    expect(String(np.arange(1001))).toBe('[   0    1    2 ...  998  999 1000]');
    const a = np.linspace(1, 2, 1001);
    a.put(500, 1e12);
    expect(String(a)).toBe('[1.    1.001 1.002 ... 1.998 1.999 2.   ]');
    expect(String(np.arange(2000).reshape(1000, 2)).split('\n')).toHaveLength(7);
    expect(String(np.arange(1000))).not.toContain('...');
  });
});

describe('repr', () => {
  test.each<[string, NdArray, string]>([
    ['the natural dtypes go without saying', np.array([true, false]), 'array([ True, False])'],
    ['others are named', f32(1, 2), 'array([1., 2.], dtype=float32)'],
    ['nothing', np.array([]), 'array([], dtype=float64)'],
    ['nothing with a shape', np.zeros([0, 3]), 'array([], shape=(0, 3), dtype=float64)'],
    ['no dimensions', np.array(0.5), 'array(0.5)'],
    [
      'a matrix',
      np.array([
        [1.5, -2],
        [3, 4],
      ]),
      'array([[ 1.5, -2. ],\n       [ 3. ,  4. ]])',
    ],
  ])('%s', (_, a, text) => {
    expect(a.repr()).toBe(text);
  });

  test('a dtype that passes the end of the line goes to the next', () => {
    const text = f32(...Array.from({ length: 9 }, (_, i) => i + 0.125)).repr();
    expect(text).toBe(
      'array([0.125, 1.125, 2.125, 3.125, 4.125, 5.125, 6.125, 7.125, 8.125],\n      dtype=float32)',
    );
  });
});

describe('setPrintoptions', () => {
  afterEach(() =>
    np.setPrintoptions({ precision: 8, threshold: 1000, edgeitems: 3, linewidth: 75, suppress: false }),
  );

  test('precision, suppress, threshold, edgeitems, linewidth', () => {
    np.setPrintoptions({ precision: 3, suppress: true });
    expect(String(np.array([1e-10, 2 / 3]))).toBe('[0.    0.667]');
    np.setPrintoptions({ threshold: 4, edgeitems: 1 });
    expect(String(np.arange(6))).toBe('[0 ... 5]');
    np.setPrintoptions({ threshold: Infinity, linewidth: 8 });
    expect(String(np.arange(6))).toBe('[0 1 2\n 3 4 5]');
  });

  test('what is no option', () => {
    expect(() => np.setPrintoptions({ precison: 3 } as object)).toThrow(/precison/);
    expect(() => np.setPrintoptions({ precision: -1 })).toThrow(/precision is -1/);
  });
});

describe('DataFrame', () => {
  test('columns of every kind', () => {
    const frame = new DataFrame({ a: [1, -2], name: ['x', 'yy'], c: [true, false], d: [0.5, Number.NaN] });
    expect(String(frame)).toBe('   a name      c    d\n0  1    x   True  0.5\n1 -2   yy  False  NaN');
    expect(frame.shape).toEqual([2, 4]);
  });

  test('rows, in order or by name', () => {
    const wanted = '    u    v\nr1  1  2.5\nr2  3  4.0';
    const index = ['r1', 'r2'];
    expect(
      String(
        new DataFrame(
          [
            [1, 2.5],
            [3, 4],
          ],
          { columns: ['u', 'v'], index },
        ),
      ),
    ).toBe(wanted);
    expect(
      String(
        new DataFrame(
          [
            { u: 1, v: 2.5 },
            { u: 3, v: 4 },
          ],
          { index },
        ),
      ),
    ).toBe(wanted);
  });

  test('six digits at most, exponents for small and for large numbers', () => {
    expect(String(new DataFrame({ a: [1 / 3, 2] }))).toBe('          a\n0  0.333333\n1  2.000000');
    expect(String(new DataFrame({ a: [1e-7, 1] }))).toBe('              a\n0  1.000000e-07\n1  1.000000e+00');
    expect(String(new DataFrame({ a: [1.5, 2.5e9] }))).toBe(
      '              a\n0  1.500000e+00\n1  2.500000e+09',
    );
  });

  test('round keeps other columns, names and order', () => {
    const frame = new DataFrame(
      { w: [-0.769, 45.4969], n: ['a', 'b'] },
      { index: ['x', 'y'], columns: ['n', 'w'] },
    );
    expect(String(frame.round(2))).toBe('   n      w\nx  a  -0.77\ny  b  45.50');
    expect(String(frame.round(0).column('w'))).toBe('[-1. 45.]');
  });

  test('what does not fit is named', () => {
    expect(() => new DataFrame({ a: [1], b: [1, 2] })).toThrow(/column b has 2 entries/);
    expect(() => new DataFrame({ a: [1, 'x'] })).toThrow(/column a mixes kinds/);
    expect(() => new DataFrame({ a: [1] }, { columns: ['b'] })).toThrow(/no column b/);
    expect(() => new DataFrame([[1, 2], [3]])).toThrow(/row 1 has no entry/);
    expect(String(new DataFrame({}))).toBe('Empty DataFrame\nColumns: []\nIndex: []');
  });
});
