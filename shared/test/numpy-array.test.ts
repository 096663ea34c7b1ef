import { describe, expect, test } from '@jest/globals';
import { np, py, torch } from '#torch';
import type { Index } from '../src/numpy/indexing.ts';

const grid = () => np.arange(12).reshape(3, 4);

describe('reading data', () => {
  test.each([
    [[1, 2], 'int64'],
    [[1, 2.5], 'float64'],
    [
      [
        [1, 2],
        [3, 0.5],
      ],
      'float64',
    ],
    [[true, false], 'bool'],
    [[true, 2], 'int64'],
    [[], 'float64'],
    [[py.float(1)], 'float64'],
    [[1e300], 'float64'],
    [[2n], 'int64'],
    [new Float32Array(2), 'float32'],
    [new Uint8Array(2), 'uint8'],
    [[new Float32Array(2), new Float32Array(2)], 'float32'],
  ])('%j is %s', (data, dtype) => {
    expect(np.array(data as number[]).dtype.name).toBe(dtype);
  });

  test('a tensor keeps its dtype and shape', () => {
    const a = np.asarray(torch.tensor([[1.5, 2]]));
    expect(a.repr()).toBe('array([[1.5, 2. ]], dtype=float32)');
  });

  test('array copies, asarray shares', () => {
    const data = Float64Array.of(1, 2);
    const shared = np.asarray(data);
    const copied = np.array(data);
    data[0] = 9;
    expect([shared.item(0), copied.item(0)]).toEqual([9, 1]);
  });

  test('ragged data name the odd element', () => {
    expect(() => np.array([[1, 2], [3]])).toThrow(
      /element at \[1\] has the shape \(1,\), that at \[0\] \(2,\)/,
    );
    expect(() => np.array([[1, 2], 3])).toThrow(/shape \(\)/);
  });

  test('what is no number is refused', () => {
    expect(() => Reflect.apply(np.array, null, [['a']])).toThrow("array: 'a'");
    expect(() => Reflect.apply(np.array, null, [[1, null]])).toThrow(/null/);
    const loop: unknown[] = [];
    loop.push(loop);
    expect(() => np.array(loop as number[])).toThrow(/nested more than 32 deep/);
  });

  test('a number that the dtype cannot hold is refused, not wrapped', () => {
    expect(() => np.array([300], { dtype: 'uint8' })).toThrow('300 does not fit uint8');
    expect(() => np.array([Number.NaN], { dtype: 'int64' })).toThrow(/cannot convert float NaN/);
  });

  test('int64 stays exact beyond 2**53, and says so where a number cannot', () => {
    const a = np.array([2n ** 62n + 1n]);
    expect(a.itemBigInt()).toBe(2n ** 62n + 1n);
    expect(() => a.item()).toThrow(/beyond 2\*\*53/);
    expect(() => a.tolist()).toThrow(/itemBigInt/);
  });

  test('an unknown option is named', () => {
    expect(() => np.zeros(2, { dytpe: np.int64 } as object)).toThrow(/option dytpe/);
    expect(() => np.zeros(2, { dtype: 'complex' as 'bool' })).toThrow(/dtype is 'complex'/);
    expect(() => np.zeros(-1)).toThrow(/negative dimensions/);
  });
});

describe('making arrays', () => {
  test('arange: int64 if all is whole', () => {
    expect(np.arange(5, 0, -2).tolist()).toEqual([5, 3, 1]);
    expect(np.arange(1, 2, 0.25).tolist()).toEqual([1, 1.25, 1.5, 1.75]);
    expect(np.arange(py.float(3)).dtype.name).toBe('float64');
    expect(np.arange(3, 0).size).toBe(0);
    expect(() => np.arange(0, 1, 0)).toThrow(/step is 0/);
  });

  test('linspace ends exactly at stop', () => {
    expect(np.linspace(0, 0.3, 4).item(3)).toBe(0.3);
    expect(np.linspace(0, 1, 5, { endpoint: false }).tolist()).toEqual([
      0, 0.2, 0.4, 0.6000000000000001, 0.8,
    ]);
    expect(np.linspace(2, 3, 1).tolist()).toEqual([2]);
    expect(np.linspace(2, 3, 0).size).toBe(0);
    expect(np.linspace(0, 1).size).toBe(50);
  });

  test('full takes the dtype of its value', () => {
    expect(np.full([2], 7).repr()).toBe('array([7, 7])');
    expect(np.full([2], true).repr()).toBe('array([ True,  True])');
    expect(np.fullLike(np.zeros(2, { dtype: 'float32' }), 7).repr()).toBe('array([7., 7.], dtype=float32)');
    expect(np.eye(2, 3).tolist()).toEqual([
      [1, 0, 0],
      [0, 1, 0],
    ]);
  });
});

describe('indexing', () => {
  test.each<[string, Index[], unknown]>([
    ['a row', [1], [4, 5, 6, 7]],
    ['an element from the end', [-1, -1], 11],
    ['a column', [':', 1], [1, 5, 9]],
    [
      'a step',
      ['::2', '1:3'],
      [
        [1, 2],
        [9, 10],
      ],
    ],
    ['backwards', ['::-1', 0], [8, 4, 0]],
    ['backwards past the end', [0, '-1:-10:-2'], [3, 1]],
    ['beyond the end', [0, '2:100'], [2, 3]],
    ['nothing', [0, '3:1'], []],
    ['an ellipsis', ['...', 0], [0, 4, 8]],
    ['a new axis', [0, null, ':2'], [[0, 1]]],
    ['rows by list', [[2, 0], 1], [9, 1]],
    [
      'elements by lists',
      [
        [0, 2],
        [1, 3],
      ],
      [1, 11],
    ],
    ['an empty list', [[]], []],
    ['a mask of rows', [[true, false, true], 0], [0, 8]],
  ])('%s', (_, index, wanted) => {
    expect(
      grid()
        .at(...index)
        .tolist(),
    ).toEqual(wanted);
  });

  test('a mask of the whole', () => {
    expect(grid().at(grid().gt(9)).tolist()).toEqual([10, 11]);
  });

  test('lists apart from each other put their dimension in front', () => {
    const a = np.arange(24).reshape(2, 3, 4);
    expect(a.at(0, ':', [1, 3]).shape).toEqual([3, 2]);
    expect(a.at([0, 1], ':', [1, 3]).shape).toEqual([2, 3]);
    expect(a.at(':', [0, 1], [1, 3]).shape).toEqual([2, 2]);
  });

  test('slices share elements, lists copy them', () => {
    const a = grid();
    a.T.at(0).put(':', -1);
    expect(a.at(':', 0).tolist()).toEqual([-1, -1, -1]);
    a.at([0]).put(0, 99);
    expect(a.item(0, 1)).toBe(1);
  });

  test('put broadcasts, casts and may overlap its source', () => {
    const a = np.arange(5);
    a.put('1:', a.at(':-1'));
    expect(a.tolist()).toEqual([0, 0, 1, 2, 3]);
    a.put(a.gt(1), 7.9);
    expect(a.tolist()).toEqual([0, 0, 1, 7, 7]);
    expect(np.zeros([2, 2]).put([':', 0], [1, 2]).tolist()).toEqual([
      [1, 0],
      [2, 0],
    ]);
  });

  test('what cannot be is named', () => {
    expect(() => grid().at(3)).toThrow('index 3 is out of bounds for axis 0 with size 3');
    expect(() => grid().at(0, 0, 0)).toThrow('array is 2-dimensional, but 3 were indexed');
    expect(() => grid().at([true, false])).toThrow(/shape \(2,\) over dimensions of shape \(3,\)/);
    expect(() => grid().at([0.5])).toThrow(/array of float64/);
    expect(() => grid().at('1-2')).toThrow(/the index '1-2'/);
    expect(() => grid().at('::0')).toThrow(/slice step cannot be zero/);
    expect(() => grid().at('...', '...')).toThrow(/stands twice/);
    expect(() => np.zeros([2, 3]).put(0, [1, 2])).toThrow('from shape (2,) into shape (3,)');
  });
});

describe('shapes', () => {
  test('print as tuples, and are ordinary numbers', () => {
    expect(String(np.zeros(500).shape)).toBe('(500,)');
    expect(grid().shape).toEqual([3, 4]);
    expect(grid().length).toBe(3);
    expect(() => np.array(1).length).toThrow(/without dimensions/);
  });

  test('reshape infers one size and shares the elements', () => {
    const a = np.arange(6);
    const b = a.reshape(2, -1);
    b.put(0, 0);
    expect(a.tolist()).toEqual([0, 0, 0, 3, 4, 5]);
    expect(() => a.reshape(4, -1)).toThrow('cannot reshape array of size 6 into shape (4, -1)');
    expect(() => a.reshape(-1, -1)).toThrow(/size 6/);
    expect(np.zeros([0, 3]).reshape(-1).shape).toEqual([0]);
  });

  test('a transposed array reads in its own order', () => {
    const t = grid().T;
    expect(t.reshape(-1).tolist()).toEqual([0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11]);
    expect(t.flatten().tolist()).toEqual(t.reshape(-1).tolist());
    expect([...t].map((row) => row.sum())).toEqual([12, 15, 18, 21]);
    expect(np.arange(24).reshape(2, 3, 4).transpose(2, 0, 1).shape).toEqual([4, 2, 3]);
    expect(() => t.transpose(0, 0)).toThrow(/no axis twice/);
  });

  test('squeeze drops sizes of 1 only', () => {
    const a = np.zeros([1, 3, 1]);
    expect(a.squeeze().shape).toEqual([3]);
    expect(a.squeeze(-1).shape).toEqual([1, 3]);
    expect(() => a.squeeze(1)).toThrow(/axis of size 1/);
    expect(np.expandDims(np.zeros(3), -1).shape).toEqual([3, 1]);
  });

  test('joins', () => {
    expect(
      np
        .concatenate(
          [
            [[1], [2]],
            [[3], [4.5]],
          ],
          1,
        )
        .tolist(),
    ).toEqual([
      [1, 3],
      [2, 4.5],
    ]);
    expect(np.concatenate([grid().T, grid().T], { axis: -1 }).shape).toEqual([4, 6]);
    expect(
      np
        .stack(
          [
            [1, 2],
            [3, 4],
          ],
          { axis: -1 },
        )
        .tolist(),
    ).toEqual([
      [1, 3],
      [2, 4],
    ]);
    expect(
      np
        .vstack([
          [1, 2],
          [3, 4],
        ])
        .tolist(),
    ).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(np.hstack([[1, 2], [3]]).tolist()).toEqual([1, 2, 3]);
    expect(
      np
        .columnStack([
          [1, 2],
          [3, 4],
        ])
        .tolist(),
    ).toEqual([
      [1, 3],
      [2, 4],
    ]);
    expect(() => np.concatenate([[[1, 2]], [[3]]])).toThrow(/\(1, 2\) and \(1, 1\)/);
    expect(() => np.concatenate([])).toThrow(/at least one/);
    expect(() => np.concatenate([1, 2])).toThrow(/zero-dimensional/);
  });
});
