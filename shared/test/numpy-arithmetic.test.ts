import { describe, expect, test } from '@jest/globals';
import { np, py } from '#torch';

const of = (
  dtype: 'bool' | 'uint8' | 'int8' | 'int32' | 'int64' | 'float32' | 'float64',
  ...values: number[]
) => np.array(values, { dtype });

describe('result dtypes', () => {
  test.each([
    [of('int64', 1), 0.5, 'float64'],
    [of('int64', 1), 2, 'int64'],
    [of('int64', 1), py.float(2), 'float64'],
    [of('float32', 1), 0.5, 'float32'],
    [of('float32', 1), 1e300, 'float64'],
    [of('float32', 1), np.array(0.5), 'float32'],
    [of('float32', 1), of('float64', 1), 'float64'],
    [of('float32', 1), of('int32', 1), 'float64'],
    [of('float32', 1), of('int8', 1), 'float32'],
    [of('uint8', 1), of('int8', 1), 'int16'],
    [of('uint8', 1), 300, 'int16'],
    [of('uint8', 1), 2, 'uint8'],
    [of('bool', 1), 2, 'int64'],
    [of('bool', 1), of('bool', 1), 'bool'],
    [of('int8', 1), 0.5, 'float64'],
  ])('%s with %s is %s', (a, b, dtype) => {
    expect(np.multiply(a, b).dtype.name).toBe(dtype);
    expect(np.multiply(b, a).dtype.name).toBe(dtype);
  });
});

describe('arithmetic', () => {
  test('division is of floats', () => {
    expect(np.array([1, -1, 0]).div(0).tolist()).toEqual([Infinity, -Infinity, Number.NaN]);
    expect(of('bool', 1).div(2).tolist()).toEqual([0.5]);
  });

  test('integers wrap, and are exact below that', () => {
    expect(of('uint8', 255).add(1).tolist()).toEqual([0]);
    expect(
      np
        .array([2n ** 62n])
        .add(1)
        .itemBigInt(),
    ).toBe(2n ** 62n + 1n);
    expect(np.power([3], 41).itemBigInt()).toBe(BigInt.asIntN(64, 3n ** 41n));
  });

  test('float32 is rounded after every operation', () => {
    expect(of('float32', 0.1).mul(3).item()).toBe(Math.fround(Math.fround(0.1) * 3));
    // The scalar is rounded as well, before it is used.
    expect(of('float32', 9).mul(0.1).item()).toBe(Math.fround(9 * Math.fround(0.1)));
    expect(of('float32', 0.1).eq(0.1).item()).toBe(true);
  });

  test('powers', () => {
    expect(np.array([2, 3]).pow(2).tolist()).toEqual([4, 9]);
    expect(np.array([2]).pow(py.float(-1)).tolist()).toEqual([0.5]);
    expect(() => np.array([2]).pow(-1)).toThrow(/negative integer powers/);
  });

  test('floor division and remainder go down, as in Python', () => {
    expect(np.floorDivide([-7, 7], [2, -2]).tolist()).toEqual([-4, -4]);
    expect(np.mod([-7, 7], [3, -3]).tolist()).toEqual([2, -2]);
    expect(np.mod([-7.5], 2).tolist()).toEqual([0.5]);
  });

  test('broadcasting, and shapes that do not', () => {
    expect(
      np
        .array([[1], [2]])
        .add([10, 20])
        .tolist(),
    ).toEqual([
      [11, 21],
      [12, 22],
    ]);
    expect(np.zeros([0, 3]).add([1, 2, 3]).shape).toEqual([0, 3]);
    expect(() => np.add([1, 2], [1, 2, 3])).toThrow(
      'operands could not be broadcast together with shapes (2,) (3,)',
    );
  });

  test('bools', () => {
    expect(
      of('bool', 1, 0)
        .add(of('bool', 1, 0))
        .tolist(),
    ).toEqual([true, false]);
    expect(() => of('bool', 1).sub(of('bool', 1))).toThrow(/boolean subtract/);
    expect(() => of('bool', 1).neg()).toThrow(/bool array/);
    expect(np.logicalOr([0, 2], [0, 0]).tolist()).toEqual([false, true]);
  });

  test('a number gives a number', () => {
    expect(np.exp(0)).toBe(1);
    expect(np.add(1, 2)).toBe(3);
    expect(np.round(2.675, 2)).toBe(2.68);
  });

  test('round goes to the even digit', () => {
    expect(np.round([0.5, 1.5, -0.5, 2.5, 0.125], 0).tolist()).toEqual([0, 2, -0, 2, 0]);
    expect(np.round([0.125, 0.375], 2).tolist()).toEqual([0.12, 0.38]);
    expect(np.round([1250, 1350], -2).repr()).toBe('array([1200, 1400])');
  });

  test('comparison of integers is exact', () => {
    expect(
      np
        .array([2n ** 60n])
        .eq([2n ** 60n + 1n])
        .tolist(),
    ).toEqual([false]);
    expect(np.array([Number.NaN]).eq([Number.NaN]).tolist()).toEqual([false]);
  });

  test('allclose', () => {
    expect(np.allclose([1, 2], [1, 2 + 1e-9])).toBe(true);
    expect(np.allclose([1], [1.1])).toBe(false);
    expect(np.allclose([Infinity], [Infinity])).toBe(true);
    expect(np.allclose([1], [Infinity])).toBe(false);
    expect(np.allclose([Number.NaN], [Number.NaN])).toBe(false);
    expect(np.allclose([Number.NaN], [Number.NaN], { equalNan: true })).toBe(true);
  });

  test('maximum and clip let NaN through', () => {
    expect(np.maximum([1, Number.NaN], 2).tolist()).toEqual([2, Number.NaN]);
    expect(np.clip([1, 5, 9], null, 6).tolist()).toEqual([1, 5, 6]);
  });
});

describe('reductions', () => {
  const a = np.arange(24).reshape(2, 3, 4);

  test('along axes', () => {
    expect(a.sum([0, 2]).tolist()).toEqual([60, 92, 124]);
    expect(a.sum(-1).shape).toEqual([2, 3]);
    expect(a.mean({ axis: 1, keepdims: true }).shape).toEqual([2, 1, 4]);
    expect(a.at(0).max(0).tolist()).toEqual([8, 9, 10, 11]);
    expect(a.T.sum(0).tolist()).toEqual(a.sum(2).T.tolist());
  });

  test('dtypes: sums of bools are int64, means are floats, float32 stays', () => {
    expect(of('bool', 1, 1).sum()).toBe(2);
    expect(a.mean(0).dtype.name).toBe('float64');
    expect(of('float32', 1, 2).mean(0).dtype.name).toBe('float32');
    expect(of('uint8', 200, 200).sum({ keepdims: true }).repr()).toBe('array([400])');
  });

  test('var and std divide by n − ddof', () => {
    expect(np.var([1, 2, 3, 4])).toBe(1.25);
    expect(np.std([1, 2, 3, 4], { ddof: 1 })).toBeCloseTo(1.2909944487358056, 15);
    expect(np.var([5], { ddof: 1 })).toBeNaN();
  });

  test('nothing at all', () => {
    expect(np.array([]).sum()).toBe(0);
    expect(np.array([]).prod()).toBe(1);
    expect(np.array([]).mean()).toBeNaN();
    expect(np.array([]).all()).toBe(true);
    expect(() => np.array([]).max()).toThrow(/no identity/);
    expect(np.zeros([0, 3]).sum(0).tolist()).toEqual([0, 0, 0]);
    expect(np.zeros([0, 3]).max(1).shape).toEqual([0]);
  });

  test('NaN wins, and its place too', () => {
    expect(np.array([1, Number.NaN, 3]).max()).toBeNaN();
    expect(np.array([1, Number.NaN, 3]).argmin()).toBe(1);
    expect(
      np
        .argmax(
          [
            [1, 9, 9],
            [5, 2, 0],
          ],
          1,
        )
        .tolist(),
    ).toEqual([1, 0]);
  });

  test('a long sum is added by halves', () => {
    // One after the other the error of 0.1 would add up to 1e-8 and more.
    expect(Math.abs(np.full(1_000_000, 0.1).sum() - 100_000)).toBeLessThan(1e-10);
  });

  test('an axis that is not there', () => {
    expect(() => a.sum(3)).toThrow('axis 3 is out of bounds for array of dimension 3');
    expect(() => a.sum([0, 0])).toThrow(/no axis twice/);
    expect(() => a.sum({ dim: 0 } as object)).toThrow(/option dim/);
  });
});

describe('products, order, choice', () => {
  test('matmul of matrices and vectors', () => {
    const m = np.array([
      [1, 2],
      [3, 4],
    ]);
    expect(m.matmul(m.T).tolist()).toEqual([
      [5, 11],
      [11, 25],
    ]);
    expect(m.matmul([1, 1]).tolist()).toEqual([3, 7]);
    expect(np.matmul([1, 1], m).tolist()).toEqual([4, 6]);
    expect(np.dot([1, 2], [3, 4]).item()).toBe(11);
    expect(m.matmul(m).dtype.name).toBe('int64');
    expect(
      np
        .zeros([2, 0])
        .matmul(np.zeros([0, 3]))
        .tolist(),
    ).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ]);
  });

  test('inner sizes that differ name both shapes and the transpose', () => {
    expect(() => np.zeros([2, 3]).matmul(np.zeros([4, 3]))).toThrow(/\(2, 3\) @ \(4, 3\).*3 ≠ 4/);
    expect(() => np.zeros([2, 3]).matmul(np.zeros([4, 3]))).toThrow(/b\.T/);
    expect(() => np.matmul(2, [1])).toThrow(/np\.multiply/);
  });

  test('sort puts NaN last, along any axis', () => {
    expect(np.sort([3, Number.NaN, 1]).tolist()).toEqual([1, 3, Number.NaN]);
    expect(
      np
        .sort(
          [
            [3, 1],
            [2, 5],
          ],
          { axis: 0 },
        )
        .tolist(),
    ).toEqual([
      [2, 1],
      [3, 5],
    ]);
    expect(np.argsort([2, 1, 2, 0]).tolist()).toEqual([3, 1, 0, 2]);
    expect(np.sort([2n ** 60n + 1n, 2n ** 60n]).itemBigInt(0)).toBe(2n ** 60n);
  });

  test('unique with its extras', () => {
    const [values, first, inverse, counts] = np.unique([5, 2, 5, Number.NaN, Number.NaN], {
      returnIndex: true,
      returnInverse: true,
      returnCounts: true,
    });
    expect(values?.tolist()).toEqual([2, 5, Number.NaN]);
    expect(first?.tolist()).toEqual([1, 0, 3]);
    expect(inverse?.tolist()).toEqual([1, 0, 1, 2, 2]);
    expect(counts?.tolist()).toEqual([1, 2, 2]);
  });

  test('where', () => {
    expect(np.where(np.array([[0.9], [0.1]]).gt(0.5), 1, 0).repr()).toBe('array([[1],\n       [0]])');
    expect(np.where([true, false], [1, 2], 0.5).tolist()).toEqual([1, 0.5]);
    expect(
      np
        .where([
          [0, 1],
          [2, 0],
        ])
        .map((places) => places.tolist()),
    ).toEqual([
      [0, 1],
      [1, 0],
    ]);
  });

  test('cumsum and median', () => {
    expect(
      np
        .cumsum([
          [1, 2],
          [3, 4],
        ])
        .tolist(),
    ).toEqual([1, 3, 6, 10]);
    expect(
      np
        .cumsum(
          [
            [1, 2],
            [3, 4],
          ],
          { axis: 0 },
        )
        .tolist(),
    ).toEqual([
      [1, 2],
      [4, 6],
    ]);
    expect(np.cumsum([0.5, 0.25]).tolist()).toEqual([0.5, 0.75]);
    expect([np.median([3, 1, 2]), np.median([4, 1, 2, 3]), np.median([])]).toEqual([2, 2.5, Number.NaN]);
  });
});
