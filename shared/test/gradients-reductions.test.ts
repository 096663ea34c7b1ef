import { describe, expect, test } from '@jest/globals';
import { F, type Tensor, torch } from '#torch';
import { numericalGradient } from './numerical-gradient.ts';

/*
 * Gradients of reductions, sorts and cumulative operations by central differences in float64, at first and second
 * order, on a matrix, its transpose, a slice and a cube. The elements are far enough apart that no step changes
 * which of them an operation chooses.
 */

type Function = (x: Tensor) => Tensor;

const functions: Readonly<Record<string, Function>> = {
  sum: (x) => x.sum(1).square(),
  mean: (x) => x.mean([0, -1], true).square(),
  nansum: (x) => x.nansum(0).square(),
  nanmean: (x) => x.nanmean(-1, true).square(),
  var: (x) => x.var(0),
  'var of all': (x) => x.var({ correction: 0 }),
  std: (x) => x.std(-1, false, true),
  varMean: (x) => torch.varMean(x, 1)[0].mul(torch.varMean(x, 1)[1]),
  'stdMean, mean alone': (x) => torch.stdMean(x, 1)[1].square(),
  prod: (x) => x.prod(1),
  'prod of all': (x) => x.prod(),
  max: (x) => x.max().square(),
  'min along a dimension': (x) => x.min(0).values.square(),
  amax: (x) => x.amax([0, 1]).square(),
  amin: (x) => x.amin(-1).square(),
  aminmax: (x) => {
    const { min, max } = x.aminmax({ dim: 0 });
    return min.mul(max);
  },
  'norm 1': (x) => x.norm(1).square(),
  'norm 2': (x) => x.norm(2, 1),
  'norm 3': (x) => x.norm(3, 0),
  'norm 1.5': (x) => x.norm(1.5, [0, 1], true),
  'norm 0.5': (x) => x.norm(0.5, -1),
  'norm -2': (x) => x.norm(-2, -1),
  'norm of infinity': (x) => x.norm(Number.POSITIVE_INFINITY, 0).square(),
  'norm of -infinity': (x) => x.norm(Number.NEGATIVE_INFINITY, 0).square(),
  vectorNorm: (x) => torch.linalg.vectorNorm(x, 3, 0),
  'matrix norm 1': (x) => torch.linalg.norm(x, 1, [-2, -1]).square(),
  logsumexp: (x) => x.logsumexp([0, 1]),
  softmax: (x) => x.softmax(0).square(),
  logSoftmax: (x) => x.logSoftmax(-1).square(),
  softmin: (x) => F.softmin(x, 1).square(),
  cumsum: (x) => x.cumsum(1).square(),
  cumprod: (x) => x.cumprod(0),
  logcumsumexp: (x) => x.logcumsumexp(-1).square(),
  cummax: (x) => x.cummax(1).values.square(),
  cummin: (x) => x.cummin(0).values.square(),
  diff: (x) => x.diff(2, 1).square(),
  trapezoid: (x) => torch.trapezoid(x, x.square(), { dim: 1 }),
  sort: (x) => x.sort(0, true).values.cumsum(0).square(),
  topk: (x) => x.topk(2, 1, false).values.prod(1),
  kthvalue: (x) => x.kthvalue(2, 0).values.square(),
  median: (x) => x.median(1).values.square(),
  'median of all': (x) => x.median().square(),
  mode: (x) => x.mode(0).values.square(),
  quantile: (x) => x.quantile(torch.tensor([0.1, 0.7], { dtype: torch.float64 }), 0).square(),
  normalize: (x) => F.normalize(x, { dim: -1 }).square().cumsum(0).square(),
  cosineSimilarity: (x) => F.cosineSimilarity(x, x.flip(0).square(), { dim: -1 }),
  pairwiseDistance: (x) => F.pairwiseDistance(x, x.square()),
};

const points = [0.31, -1.42, 2.05, 0.77, -0.58, 1.63, -2.21, 0.96, 1.17, -0.12, 2.64, -1.88];
const more = points.map((value, i) => 0.9 * value + 0.01 * i + 0.033);
const base = (values: readonly number[]): Tensor => torch.tensor(Float64Array.from(values));

const layouts: Readonly<Record<string, (x: Tensor) => Tensor>> = {
  'a matrix': (x) => x,
  'its transpose': (x) => x.t(),
  'every second column': (x) => x.at(':', '::2'),
};

function expectGradients(f: Function, x: Tensor): void {
  const leaf = x.detach().clone().requiresGrad_();
  const weights = torch.linspace(0.5, 1.5, f(x).numel(), { dtype: torch.float64 });
  const weighted = (at: Tensor): Tensor => f(at).reshape(-1).mul(weights);
  const [slope] = torch.autograd.grad(weighted(leaf).sum(), leaf, { createGraph: true }) as [Tensor];
  expect(close(slope, numericalGradient(weighted, x))).toBe(true);

  const slopes = (at: Tensor): Tensor =>
    torch.enableGrad(() => {
      const point = at.detach().clone().requiresGrad_();
      const [first] = torch.autograd.grad(weighted(point).sum(), point) as [Tensor];
      return first.mul(x.cos());
    });
  if (!slope.requiresGrad) return;
  const [second] = torch.autograd.grad(slope.mul(x.cos()).sum(), leaf) as [Tensor];
  expect(close(second, numericalGradient(slopes, x))).toBe(true);
}

function close(a: Tensor, b: Tensor): boolean {
  return a.allclose(b, { rtol: 1e-5, atol: 1e-6 });
}

describe.each(Object.entries(functions))('%s', (_, f) => {
  test.each(Object.entries(layouts))('%s', (_, layout) => {
    expectGradients((x) => f(layout(x)), base(points).reshape(3, 4));
  });

  test('a cube', () => {
    expectGradients(f, base([...points, ...more]).reshape(2, 3, 4));
  });
});

describe('with zeros', () => {
  test.each([[[2, 0, 3, -1]], [[0, 2, 0, 3]], [[0, 0, 0, 1]]])('products of %p', (values) => {
    const x = base(values);
    expectGradients((at) => at.prod(), x);
    expectGradients((at) => at.reshape(2, 2).prod(0), x);
    expectGradients((at) => at.cumprod(0), x);
    expectGradients((at) => at.reshape(2, 2).cumprod(1).square(), x);
  });
});

describe('where the derivative is a convention', () => {
  const gradient = (f: Function, values: readonly number[]): unknown => {
    const leaf = torch.tensor([...values], { dtype: torch.float32, requiresGrad: true });
    f(leaf).sum().backward();
    return leaf.grad?.tolist();
  };

  test('equal extremes share the gradient of the whole, and the first gets that along a dimension', () => {
    for (const f of [(x: Tensor) => x.max(), (x: Tensor) => x.amax(), (x: Tensor) => x.amax(0)]) {
      expect(gradient(f, [1, 3, 3])).toEqual([0, 0.5, 0.5]);
    }
    expect(gradient((x) => x.max(0).values, [1, 3, 3])).toEqual([0, 1, 0]);
    expect(gradient((x) => x.median(), [2, 1, 2, 0, 2])).toEqual(
      [1 / 3, 0, 1 / 3, 0, 1 / 3].map(Math.fround),
    );
    expect(gradient((x) => x.median(0).values, [2, 1, 2, 0, 2])).toEqual([1, 0, 0, 0, 0]);
    expect(gradient((x) => x.cummax(0).values, [3, 3, 1])).toEqual([1, 2, 0]);
  });

  test('NaN, where it is the maximum, gets the gradient', () => {
    expect(gradient((x) => x.max(), [1, Number.NaN, 2])).toEqual([0, 1, 0]);
    expect(gradient((x) => x.nansum(), [1, Number.NaN, 2])).toEqual([1, 0, 1]);
  });

  test('norms at 0', () => {
    for (const p of [1, 1.5, 2, 3, 0.5]) expect(gradient((x) => x.norm(p), [0, 0])).toEqual([0, 0]);
    expect(gradient((x) => x.norm(Number.POSITIVE_INFINITY), [0, -4])).toEqual([0, -1]);
    const leaf = torch.tensor([1.5, 2], { requiresGrad: true });
    leaf.norm(0).backward();
    expect(leaf.grad).toBe(null);
  });

  test('a deviation of 0, and one of a single element', () => {
    expect(gradient((x) => x.std(), [2, 2])).toEqual([0, 0]);
    expect(gradient((x) => x.std(), [2])).toEqual([Number.NaN]);
    expect(gradient((x) => x.var(), [2])).toEqual([Number.NaN]);
    expect(gradient((x) => x.var({ correction: 0 }), [2])).toEqual([0]);
  });
});
