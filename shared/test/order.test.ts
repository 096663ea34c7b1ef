import { describe, expect, test } from '@jest/globals';
import { F, type Tensor, torch } from '#torch';

const { NaN: nan, POSITIVE_INFINITY: infinity } = Number;
const float = (data: Parameters<typeof torch.tensor>[0]): Tensor =>
  torch.tensor(data, { dtype: torch.float32 });

describe('sort, topk, kthvalue', () => {
  test('NaN is larger than infinity, equals keep their order, also from the largest down', () => {
    const x = float([1, nan, infinity, 1, -infinity, nan]);
    expect(x.argsort().tolist()).toEqual([4, 0, 3, 2, 1, 5]);
    expect(x.argsort({ descending: true }).tolist()).toEqual([1, 5, 2, 0, 3, 4]);
    expect(x.topk(3, { largest: false }).indices.tolist()).toEqual([4, 0, 3]);
    expect(x.kthvalue(4).values.item()).toBe(infinity);
  });

  test('along any dimension, of transposed, 0-d, empty, int64 and bool tensors', () => {
    const x = torch.arange(24).reshape(2, 3, 4).remainder(5);
    for (const dim of [0, 1, 2, -1, -2, -3]) {
      const { values, indices } = x.sort(dim);
      expect(x.gather(dim, indices).equal(values)).toBe(true);
      expect(values.diff({ dim }).ge(0).all().item()).toBe(true);
      expect(
        x
          .transpose(0, 2)
          .sort((dim + 3) % 3)
          .values.transpose(0, 2)
          .equal(x.sort(2 - ((dim + 3) % 3)).values),
      ).toBe(true);
    }
    expect(torch.tensor(7).sort().indices.item()).toBe(0);
    expect(torch.tensor(7).topk(1).values.shape).toEqual([]);
    expect(torch.zeros(2, 0).sort(1).values.shape).toEqual([2, 0]);
    expect(torch.zeros(2, 0).topk(0).indices.shape).toEqual([2, 0]);
    expect(
      torch
        .tensor([2n ** 53n + 1n, 2n ** 53n])
        .argsort()
        .tolist(),
    ).toEqual([1, 0]);
    expect(torch.tensor([true, false]).sort().values.tolist()).toEqual([false, true]);
  });

  test('k out of range, and arguments that are not there', () => {
    expect(() => float([1, 2]).topk(3)).toThrow('k is 3, dimension 0 has 2 elements');
    expect(() => float([1, 2]).kthvalue(0)).toThrow('out of range for dimension 0');
    expect(() => float([1, 2]).sort({ reverse: true } as object)).toThrow('the option reverse');
    expect(() => float([1, 2]).sort(0, 1 as never)).toThrow('descending is 1');
    expect(() => float([1, 2]).topk(1.5)).toThrow('k is 1.5');
  });
});

describe('median, mode, running extremes, quantile', () => {
  test('the lower middle; NaN wins; nothing to choose from', () => {
    expect(torch.tensor([4, 1, 3, 2]).median().item()).toBe(2);
    expect(float([1, nan, 0]).median(0).indices.item()).toBe(1);
    expect(torch.zeros(0).median().item()).toBe(nan);
    expect(() => torch.zeros(2, 0).median(1)).toThrow('reduction dim 1 to have non-zero size');
    expect(torch.zeros(0, 2).median(1, true).values.shape).toEqual([0, 1]);
    expect(() => float([[1]]).median([0, 1] as never)).toThrow('one dimension');
  });

  test('the most frequent, the smallest of several, at its last place', () => {
    const { values, indices } = torch
      .tensor([
        [5, 3, 3, 5],
        [1, 2, 3, 4],
      ])
      .mode(1, true);
    expect(values.tolist()).toEqual([[3], [1]]);
    expect(indices.tolist()).toEqual([[2], [0]]);
  });

  test('running extremes keep NaN', () => {
    expect(float([1, nan, 5]).cummax(0).values.tolist()).toEqual([1, nan, nan]);
    expect(float([1, nan, nan, 0]).cummin(0).indices.tolist()).toEqual([0, 1, 2, 2]);
  });

  test('between two elements, in the five ways', () => {
    const x = float([0, 10, 20, 30]);
    const at = (interpolation: string): unknown => x.quantile(0.5, { interpolation } as object).item();
    expect(['linear', 'lower', 'higher', 'midpoint', 'nearest'].map(at)).toEqual([15, 10, 20, 15, 20]);
    expect(() => at('cubic')).toThrow("interpolation is 'cubic'");
  });

  test('shapes, NaN and complaints', () => {
    const x = torch.arange(24).reshape(2, 3, 4).float();
    const q = float([0, 0.5, 1]);
    expect(x.quantile(q, 1).shape).toEqual([3, 2, 4]);
    expect(x.quantile(q, 1, true).shape).toEqual([3, 2, 1, 4]);
    expect(x.quantile(q.at(0), { keepdim: true }).shape).toEqual([1, 1, 1]);
    expect(x.quantile(1, 1).equal(x.amax(1))).toBe(true);
    expect(x.quantile(0, 0).equal(x.amin(0))).toBe(true);
    expect(
      float([
        [1, nan],
        [1, 2],
      ])
        .quantile(0.5, 1)
        .tolist(),
    ).toEqual([nan, 1.5]);
    expect(() => x.quantile(1.5)).toThrow('q is 1.5');
    expect(() => torch.tensor([1]).quantile(0.5)).toThrow('a float or double tensor');
    expect(() => torch.zeros(0).quantile(0.5)).toThrow('non-empty');
  });
});

describe('distinct elements, buckets, counts', () => {
  test('unique, of elements and of slices, with everything asked for', () => {
    const x = torch.tensor([
      [2, 1, 2],
      [0, 0, 0],
      [2, 1, 2],
    ]);
    const [values, inverse, counts] = x.unique({ returnInverse: true, returnCounts: true });
    expect(values?.tolist()).toEqual([0, 1, 2]);
    expect(inverse?.tolist()).toEqual([
      [2, 1, 2],
      [0, 0, 0],
      [2, 1, 2],
    ]);
    expect(counts?.tolist()).toEqual([3, 2, 4]);
    const [rows, places] = x.unique({ dim: 0, returnInverse: true });
    expect(rows?.tolist()).toEqual([
      [0, 0, 0],
      [2, 1, 2],
    ]);
    expect(places?.tolist()).toEqual([1, 0, 1]);
    expect(x.unique({ dim: 1 }).tolist()).toEqual([
      [1, 2],
      [0, 0],
      [1, 2],
    ]);
    expect(x.uniqueConsecutive().tolist()).toEqual([2, 1, 2, 0, 2, 1, 2]);
    expect(float([nan, 1, nan]).unique().tolist()).toEqual([1, nan, nan]);
    expect(torch.zeros(0).unique().shape).toEqual([0]);
    expect(String(torch.tensor([1, 1]).unique({ returnCounts: true }))).toBe('(tensor([1]), tensor([2]))');
  });

  test('searchsorted in one sequence and in one for each row; NaN stands behind all', () => {
    const bounds = float([1, 3, 3, 5]);
    expect(
      torch
        .searchsorted(
          bounds,
          float([
            [3, 0],
            [nan, 9],
          ]),
        )
        .tolist(),
    ).toEqual([
      [1, 0],
      [4, 4],
    ]);
    expect(torch.searchsorted(bounds, float([3]), { side: 'right' }).tolist()).toEqual([3]);
    const rows = float([
      [1, 2],
      [10, 20],
    ]);
    expect(
      torch
        .searchsorted(
          rows,
          float([
            [2, 5, 0],
            [2, 15, 20],
          ]),
        )
        .tolist(),
    ).toEqual([
      [1, 2, 0],
      [0, 1, 1],
    ]);
    const sorter = torch.tensor([1, 0]);
    expect(torch.searchsorted(float([5, 1]), 3, { sorter }).item()).toBe(1);
    expect(torch.bucketize(float([1, 4]), bounds, { outInt32: true }).dtype).toBe(torch.int32);
    expect(() => torch.searchsorted(bounds, torch.tensor([1]))).toThrow('Float, input value tensor of Long');
    expect(() => torch.searchsorted(rows, float([[1]]))).toThrow('boundaries');
    expect(() => torch.bucketize(float([1]), rows)).toThrow('got dim(2)');
  });

  test('bincount and histc', () => {
    expect(torch.tensor([]).long().bincount({ minlength: 2 }).tolist()).toEqual([0, 0]);
    expect(torch.tensor([1, 1]).bincount(torch.tensor([1, 2])).dtype).toBe(torch.float64);
    expect(() => torch.tensor([1, -2]).bincount()).toThrow('an element -2');
    expect(() => float([1]).bincount()).toThrow('non-negative integral');
    expect(() => torch.tensor([1]).bincount(float([1, 2]))).toThrow('same length');
    expect(float([0, 1, 2, 3, nan, infinity]).histc(3, 0, 3).tolist()).toEqual([1, 1, 2]);
    expect(float([1, 2, 4]).histc(3).tolist()).toEqual([1, 1, 1]);
    expect(float([2, 2]).histc({ bins: 2 }).tolist()).toEqual([0, 2]);
    expect(() => float([nan]).histc()).toThrow('not finite');
    expect(() => float([1]).histc({ min: 2, max: 1 })).toThrow('min 2, max 1');
  });
});

describe('norms, covariances, differences', () => {
  test('of matrices', () => {
    const x = float([
      [1, -2],
      [-3, 4],
    ]);
    const norms = [1, -1, infinity, -infinity].map((ord) => torch.linalg.norm(x, ord).item());
    expect(norms).toEqual([6, 4, 7, 3]);
    expect(torch.linalg.norm(x, 'fro').item()).toBeCloseTo(Math.sqrt(30), 5);
    expect(torch.linalg.norm(x, 2).item()).toBeCloseTo(5.4649857, 5);
    expect(torch.linalg.norm(x, 'nuc').item()).toBeCloseTo(5.8309519, 5);
    const batch = torch.stack([x, x.mul(2)]);
    expect(torch.linalg.matrixNorm(batch, 1).tolist()).toEqual([6, 12]);
    expect(torch.linalg.norm(batch.permute(1, 2, 0), 1, [0, 1], true).shape).toEqual([1, 1, 2]);
    expect(() => torch.linalg.norm(batch, 1)).toThrow('is 3D');
    expect(() => torch.linalg.norm(x, 3)).toThrow('ord is 3');
  });

  test('of nothing, of integers, of infinities', () => {
    expect(torch.zeros(0).norm().item()).toBe(0);
    expect(() => torch.zeros(0).norm(infinity)).toThrow('identity');
    expect(() => torch.tensor([3, 4]).norm()).toThrow('Long');
    expect(torch.tensor([3, 4]).norm({ dtype: torch.float64 }).item()).toBe(5);
    expect(float([nan, 1]).norm(infinity).item()).toBe(nan);
    expect(() => float([1]).norm('nuc' as never)).toThrow('torch.linalg.norm');
  });

  test('cov with weights, corrcoef', () => {
    const x = torch.tensor([
      [0.5, 1, 2],
      [2, 1, 0],
    ]);
    const twice = torch.tensor([1, 2, 1]);
    const repeated = x.at(':', [0, 1, 1, 2]);
    expect(x.cov({ fweights: twice }).allclose(repeated.cov())).toBe(true);
    expect(
      x.cov({ aweights: float([1, 2, 1]), correction: 0 }).allclose(repeated.cov({ correction: 0 })),
    ).toBe(true);
    expect(x.at(0).cov().shape).toEqual([]);
    expect(x.at(0).corrcoef().item()).toBe(1);
    expect(() => x.cov({ fweights: float([1, 1, 1]) })).toThrow('an integer dtype');
    expect(() => x.cov({ aweights: float([1, -1, 1]) })).toThrow('aweights has -1');
  });

  test('differences and integrals', () => {
    const x = torch.tensor([1, 4, 9, 16]);
    expect(x.diff(2).tolist()).toEqual([2, 2]);
    expect(x.diff(9).shape).toEqual([0]);
    expect(x.diff({ prepend: torch.tensor([0]), append: torch.tensor([25]) }).tolist()).toEqual([
      1, 3, 5, 7, 9,
    ]);
    expect(torch.tensor([true, true, false]).diff().tolist()).toEqual([false, true]);
    expect(() => torch.tensor(1).diff()).toThrow('a 0-d tensor');
    expect(torch.trapz(torch.ones(2, 3), torch.tensor([0, 1, 5])).tolist()).toEqual([5, 5]);
    expect(torch.trapz(torch.ones(2, 0)).tolist()).toEqual([0, 0]);
    expect(() => torch.trapz(torch.ones(3), torch.tensor([0, 1]))).toThrow('as many points as values: 3');
  });

  test('similarities', () => {
    const x = float([[3, 4]]);
    expect(F.cosineSimilarity(x, x.mul(2)).item()).toBeCloseTo(1, 6);
    expect(F.cosineSimilarity(x, torch.zeros(5, 2)).shape).toEqual([5]);
    expect(F.pairwiseDistance(x, x, { keepdim: true }).shape).toEqual([1, 1]);
    expect(F.normalize(torch.zeros(1, 2)).tolist()).toEqual([[0, 0]]);
    expect(() => F.cosineSimilarity(torch.tensor([1]), torch.tensor([1]), 0)).toThrow('floating point');
  });
});

test('variance and mean at once; further reductions', () => {
  const x = float([
    [1, 2],
    [3, 6],
  ]);
  const [variance, mean] = torch.varMean(x, 1, false, true);
  expect(variance.tolist()).toEqual([[0.25], [2.25]]);
  expect(mean.tolist()).toEqual([[1.5], [4.5]]);
  expect(torch.stdMean(x, false)[1].item()).toBe(3);
  expect(x.var(0, { unbiased: false, keepdim: true }).shape).toEqual([1, 2]);
  expect(float([nan, 0, 3]).countNonzero().item()).toBe(2);
  expect(float([nan, nan]).nanmean().item()).toBe(nan);
  expect(torch.tensor([1, 2]).nansum().dtype).toBe(torch.int64);
  expect(() => x.prod([0, 1] as never)).toThrow('one dimension');
  expect(() => x.max([0, 1] as never)).toThrow('amax takes several');
  expect(String(x.aminmax())).toBe('torch.return_types.aminmax(\nmin=tensor(1.),\nmax=tensor(6.))');
});
