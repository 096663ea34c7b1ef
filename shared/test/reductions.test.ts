import { describe, expect, test } from '@jest/globals';
import { F, type Tensor, torch } from '#torch';
import { TorchError } from '../src/core/errors.ts';
import * as ops from '../src/ops/index.ts';

const float = (data: Parameters<typeof torch.tensor>[0]): Tensor =>
  torch.tensor(data, { dtype: torch.float32 });
const cube = torch.arange(24).reshape(2, 3, 4).float();

describe('dimensions', () => {
  test('one, several, negative, all; dropped or kept', () => {
    expect(cube.sum(0).shape).toEqual([3, 4]);
    expect(cube.sum(-1).tolist()).toEqual([
      [6, 22, 38],
      [54, 70, 86],
    ]);
    expect(cube.sum([0, 2]).tolist()).toEqual([60, 92, 124]);
    expect(cube.sum([-1, 0], true).shape).toEqual([1, 3, 1]);
    expect(cube.sum().item()).toBe(276);
    expect(cube.sum({ dim: 1, keepdim: true }).shape).toEqual([2, 1, 4]);
    expect(cube.sum(1, { keepdim: true }).shape).toEqual([2, 1, 4]);
    expect(cube.sum(null, true).shape).toEqual([1, 1, 1]);
  });

  test('of a transposed, a sliced and a 0-d tensor', () => {
    const m = torch.tensor([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    expect(m.t().sum(0).tolist()).toEqual([6, 15]);
    expect(m.at(':', '::2').sum(1).tolist()).toEqual([4, 10]);
    expect(torch.tensor(5).sum(0).item()).toBe(5);
    expect(torch.tensor(5).sum(-1, true).shape).toEqual([]);
  });

  test('out of range, twice, no number, misspelt', () => {
    expect(() => cube.sum(3)).toThrow('expected to be in range of [-3, 2], but got 3');
    expect(() => cube.sum([0, -3])).toThrow('dim 0 appears multiple times');
    expect(() => cube.sum(0.5)).toThrow('dim is 0.5');
    expect(() => cube.sum({ keepDim: true } as object)).toThrow('did you mean keepdim?');
    try {
      cube.sum(3);
    } catch (error) {
      expect((error as Error).name).toBe('IndexError');
    }
  });
});

test('every operation refuses what is no tensor with a complaint of its own, never by crashing', () => {
  for (const [name, operation] of Object.entries(ops)) {
    for (const hostile of ['nonsense', null, undefined, {}, [1, 2], Symbol('x'), () => 1]) {
      const call = () => Reflect.apply(operation, undefined, [hostile, hostile, hostile]);
      expect(`${name}(${String(hostile)}): ${complaintOf(call)}`).toMatch(/: \w+: /);
    }
  }
});

function complaintOf(call: () => unknown): string {
  try {
    return `gave ${String(call())}`;
  } catch (error) {
    return error instanceof TorchError ? error.message : `crashed with ${String(error)}`;
  }
}

describe('dtypes', () => {
  test('sums and products of integers and bools are int64, exact', () => {
    expect(torch.tensor([true, true]).sum().dtype.name).toBe('int64');
    expect(
      torch
        .tensor([2n ** 53n, 1n])
        .sum()
        .itemBigInt(),
    ).toBe(2n ** 53n + 1n);
    expect(torch.tensor([100, 100], { dtype: torch.uint8 }).sum().item()).toBe(200);
    expect(
      torch
        .tensor([2n ** 62n, 2n])
        .prod()
        .itemBigInt(),
    ).toBe(-(2n ** 63n));
    expect(torch.tensor([1, 2]).sum({ dtype: torch.float64 }).dtype.name).toBe('float64');
  });

  test('a mean, a variance or a softmax of integers is refused, and says why they are integers', () => {
    const ints = torch.tensor([1, 2, 3]);
    for (const f of [
      () => ints.mean(),
      () => ints.var(),
      () => ints.std(),
      () => ints.softmax(0),
      () => ints.logSoftmax(0),
    ]) {
      expect(f).toThrow('whole numbers make an int64 tensor');
    }
    expect(ints.mean({ dtype: torch.float64 }).item()).toBe(2);
    expect(torch.softmax(ints, { dim: 0, dtype: torch.float64 }).dtype.name).toBe('float64');
  });

  test('float32 sums lose no more than PyTorch does', () => {
    const x = float(Array.from({ length: 10_000 }, () => 0.1));
    // Recorded of PyTorch 1.13, which adds up in float32 by eight lanes and four levels.
    expect(x.sum().item()).toBe(1000.0001220703125);
  });
});

describe('nothing to reduce', () => {
  const none = torch.zeros(2, 0);
  test('sums to 0, multiplies to 1, averages to NaN', () => {
    expect(none.sum(1).tolist()).toEqual([0, 0]);
    expect(none.prod(1).tolist()).toEqual([1, 1]);
    expect(none.mean(1).tolist()).toEqual([Number.NaN, Number.NaN]);
    expect(none.logsumexp(1).tolist()).toEqual([Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]);
    expect([none.any().item(), none.all().item()]).toEqual([false, true]);
    expect(none.sum(0).shape).toEqual([0]);
    expect(none.softmax(1).shape).toEqual([2, 0]);
  });

  test('has no largest element', () => {
    expect(() => none.max(1)).toThrow('non-zero size');
    expect(() => none.amax(1)).toThrow('nothing to choose from');
    expect(() => none.argmax()).toThrow('nothing to choose from');
    expect(() => none.max()).toThrow('a tensor without elements');
    expect(none.max(0).values.shape).toEqual([0]);
  });
});

describe('largest and smallest', () => {
  test('the first of equals counts, NaN before all', () => {
    expect(float([1, 3, 3, 2]).argmax().item()).toBe(1);
    expect(float([2, 1, 1]).argmin().item()).toBe(1);
    expect(float([1, Number.NaN, 5, Number.NaN]).argmax().item()).toBe(1);
    expect(float([1, Number.NaN]).min().item()).toBe(Number.NaN);
    expect(float([Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]).argmax().item()).toBe(0);
  });

  test('values and indices destructure by name and in order, and print as in PyTorch', () => {
    const result = float([
      [1, 5],
      [7, 2],
    ]).max(1);
    const [values, indices] = result;
    expect(values?.tolist()).toEqual([5, 7]);
    expect(indices?.tolist()).toEqual([1, 0]);
    expect(result.indices.dtype.name).toBe('int64');
    expect(String(result)).toBe('torch.return_types.max(\nvalues=tensor([5., 7.]),\nindices=tensor([1, 0]))');
    expect(String(float([[1, 5]]).min({ dim: 1, keepdim: true }).values)).toBe('tensor([[1.]])');
  });

  test('of pairs, of integers beyond 2**53, of bools', () => {
    expect(
      float([1, 5])
        .max(float([3, 2]))
        .tolist(),
    ).toEqual([3, 5]);
    expect(
      torch
        .tensor([2n ** 53n, 2n ** 53n + 1n])
        .argmax()
        .item(),
    ).toBe(1);
    expect(torch.tensor([false, true]).max().item()).toBe(true);
    expect(
      torch
        .tensor([
          [3, 1],
          [2, 9],
        ])
        .argmax()
        .item(),
    ).toBe(3);
  });
});

describe('spread', () => {
  test('correction, unbiased, too few elements', () => {
    const x = float([1, 2, 3, 4.5]);
    expect(x.mean().item()).toBe(2.625);
    expect(x.var().item()).toBeCloseTo(6.6875 / 3, 6);
    expect(x.var({ correction: 0 }).item()).toBeCloseTo(6.6875 / 4, 6);
    expect(x.var(0, false).item()).toBeCloseTo(6.6875 / 4, 6);
    expect(x.std({ correction: 2 }).item()).toBeCloseTo(Math.sqrt(6.6875 / 2), 6);
    expect(float([1]).var().item()).toBe(Number.NaN);
    expect(x.add(1e6).double().var().item()).toBeGreaterThan(2);
  });
});

describe('softmax, logSoftmax, logsumexp', () => {
  test('the figures of the course page', () => {
    expect(String(float([1, 2, 3]).softmax(-1))).toBe('tensor([0.0900, 0.2447, 0.6652])');
    expect(String(float([50, 100, 150]).exp())).toBe('tensor([5.1847e+21,        inf,        inf])');
    expect(String(F.softmax(float([1, -3, 5, -6, 10]), { dim: 0 }))).toBe(
      'tensor([1.2257e-04, 2.2449e-06, 6.6920e-03, 1.1177e-07, 9.9318e-01])',
    );
  });

  test.each([0, 1, 2, -1, -2, -3])('sums to 1 along dim %d, and along no other', (dim) => {
    const p = cube.mul(0.3).softmax(dim);
    expect(p.shape).toEqual([2, 3, 4]);
    expect(p.sum(dim).allclose(torch.ones(1))).toBe(true);
    expect(p.sum((dim + 4) % 3).allclose(torch.ones(1))).toBe(false);
    expect(p.log().allclose(cube.mul(0.3).logSoftmax(dim), { atol: 1e-5 })).toBe(true);
  });

  test('a shared offset changes nothing, however large', () => {
    const x = torch.tensor([0.5, -1, 2], { dtype: torch.float64 });
    expect(x.add(1e6).softmax(0).allclose(x.softmax(0), { rtol: 1e-9 })).toBe(true);
    expect(x.add(1e6).logsumexp(0).sub(1e6).allclose(x.logsumexp(0), { rtol: 1e-9 })).toBe(true);
    expect(float([1000, 0, -1000]).softmax(0).tolist()).toEqual([1, 0, 0]);
    expect(float([-1000, -1000]).softmax(0).tolist()).toEqual([0.5, 0.5]);
    expect(float([0, 500]).logSoftmax(0).tolist()).toEqual([-500, 0]);
  });

  test('infinities and NaN', () => {
    const infinity = Number.POSITIVE_INFINITY;
    expect(float([-infinity, 0]).softmax(0).tolist()).toEqual([0, 1]);
    expect(float([infinity, 0]).softmax(0).tolist()).toEqual([Number.NaN, Number.NaN]);
    expect(float([-infinity, -infinity]).softmax(0).tolist()).toEqual([Number.NaN, Number.NaN]);
    expect(float([-infinity, -infinity]).logsumexp(0).item()).toBe(-infinity);
    expect(float([infinity, 1]).logsumexp(0).item()).toBe(infinity);
    expect(float([Number.NaN, 1]).logsumexp(0).item()).toBe(Number.NaN);
  });

  test('logsumexp over several dimensions, kept; of integers', () => {
    expect(cube.logsumexp([0, 2], true).shape).toEqual([1, 3, 1]);
    expect(torch.tensor([0, 0]).logsumexp(0).item()).toBeCloseTo(Math.log(2), 6);
  });

  test('without a dim, with a dim that is not there', () => {
    const f = torch.softmax as (x: Tensor) => Tensor;
    expect(() => f(float([1]))).toThrow('softmax(x, -1) works along the last dimension');
    expect(() => float([1, 2]).softmax(1)).toThrow('expected to be in range of [-1, 0], but got 1');
    expect(float(3).softmax(0).item()).toBe(1);
  });
});

test('cumsum runs along its dimension, exactly for integers', () => {
  expect(
    torch
      .tensor([
        [1, 2],
        [3, 4],
      ])
      .cumsum(0)
      .tolist(),
  ).toEqual([
    [1, 2],
    [4, 6],
  ]);
  expect(
    torch
      .tensor([
        [1, 2],
        [3, 4],
      ])
      .t()
      .cumsum(-1)
      .tolist(),
  ).toEqual([
    [1, 4],
    [2, 6],
  ]);
  expect(
    torch
      .tensor([2n ** 53n, 1n])
      .cumsum(0)
      .toTypedArray(),
  ).toEqual(BigInt64Array.of(2n ** 53n, 2n ** 53n + 1n));
  expect(torch.tensor([true, true]).cumsum(0).dtype.name).toBe('int64');
});

test('any and all', () => {
  const x = float([
    [0, 1],
    [0, 0],
  ]);
  expect(x.any(1).tolist()).toEqual([true, false]);
  expect(x.all(0).tolist()).toEqual([false, false]);
  expect(float([Number.NaN]).all().item()).toBe(true);
  expect(torch.tensor([0, 3]).any().dtype.name).toBe('bool');
});

test('an option that is undefined is not given', () => {
  const x = torch.rand(3).requiresGrad_();
  const nodeOf = (options: object): string | undefined =>
    Reflect.apply(x.sort, x, [options]).values.gradFn?.name;
  expect(nodeOf({ stable: undefined })).toBe('SortBackward0');
  expect(nodeOf({ stable: true })).toBe('SortBackward1');
});
