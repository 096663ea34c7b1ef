import { describe, expect, test } from '@jest/globals';
import { F, type Tensor, torch } from '#torch';
import { numericalGradient } from './numerical-gradient.ts';

/*
 * Every differentiable operation that moves elements, against central differences in float64: its first and its
 * second derivative, on a tensor and on a transposed view of one.
 */

const long = (values: number[] | number[][]): Tensor => torch.tensor(values, { dtype: torch.int64 });
const doubles = (...sizes: number[]): Tensor =>
  torch
    .arange(1, 1 + sizes.reduce((all, size) => all * size, 1), { dtype: torch.float64 })
    .mul(0.7)
    .sin()
    .reshape(sizes);

const mask = torch.tensor([
  [true, false, true],
  [false, true, true],
]);

/** Operations on a (2, 3) tensor; those with several results give their sum under different weights. */
const table: Readonly<Record<string, (x: Tensor) => Tensor>> = {
  reshape: (x) => x.reshape(3, 2),
  view: (x) => x.contiguous().view(6),
  unflatten: (x) => x.unflatten(1, [3, 1]),
  ravel: (x) => torch.ravel(x),
  squeeze: (x) => x.unsqueeze(1).squeeze(),
  permute: (x) => x.permute(1, 0),
  movedim: (x) => x.unsqueeze(0).movedim(0, -1),
  swapaxes: (x) => x.swapaxes(0, 1),
  expand: (x) => x.expand(2, 2, 3),
  broadcastTensors: (x) => torch.broadcastTensors(x, doubles(4, 1, 1))[0] as Tensor,
  atleast3d: (x) => torch.atleast3d(x),
  unfold: (x) => x.unfold(1, 2, 1),
  select: (x) => x.select(1, -1),
  narrow: (x) => x.narrow(1, -2, 2),
  'at a slice': (x) => x.at(':', '::2'),
  'at a list': (x) => x.at([0, 1, 1]),
  diagonal: (x) => x.diagonal(1),
  diag: (x) => x.diag(-1),
  'diag of a vector': (x) => x.reshape(-1).diag(1),
  diagEmbed: (x) => x.diagEmbed(1, 0, 2),
  'split, one part unused': (x) => {
    const [first, , last] = x.split([1, 1, 1], 1);
    return torch.cat([first as Tensor, (last as Tensor).mul(3)], 1);
  },
  'chunk, one part unused': (x) => x.chunk(2, 1)[1] as Tensor,
  'unbind, one part unused': (x) => (x.unbind(1)[2] as Tensor).mul(2),
  tensorSplit: (x) => x.tensorSplit(2, 1)[0] as Tensor,
  iteration: (x) => [...x].reduce((sum, row, i) => sum.add(row.mul(i + 1))),
  indexSelect: (x) => x.indexSelect(1, long([2, 0, 2])),
  gather: (x) =>
    x.gather(
      1,
      long([
        [2, 2],
        [0, 1],
      ]),
    ),
  take: (x) => x.take(long([5, -6, 5])),
  takeAlongDim: (x) => x.takeAlongDim(long([[1], [2]]), 1),
  maskedSelect: (x) => x.maskedSelect(mask),
  cat: (x) => torch.cat([x, doubles(2, 1), x.mul(x)], 1),
  stack: (x) => torch.stack([x, x.mul(x)], 1),
  hstack: (x) => torch.hstack([x, x]),
  columnStack: (x) => torch.columnStack([x.at(':', 0), x]),
  repeat: (x) => x.repeat(2, 1, 2),
  tile: (x) => x.tile(2),
  repeatInterleave: (x) => x.repeatInterleave(long([0, 2, 1]), 1),
  meshgrid: (x) => torch.meshgrid(x.at(0), x.at(1), { indexing: 'xy' })[1] as Tensor,
  cartesianProd: (x) => torch.cartesianProd(x.at(0), x.at(1)),
  combinations: (x) => torch.combinations(x.at(0), { r: 2, withReplacement: true }),
  flip: (x) => x.flip(1, 0),
  roll: (x) => x.roll([1, -1], [0, 1]),
  rot90: (x) => x.rot90(3),
  tril: (x) => x.tril(1),
  triu: (x) => x.triu(),
  vander: (x) => torch.vander(x.at(1), 3),
  'pad, constant': (x) => F.pad(x, [1, -1, 0, 2], { value: 3 }),
  'pad, reflect': (x) => F.pad(x, [2, 1], { mode: 'reflect' }),
  'pad, replicate': (x) => F.pad(x, [2, 1], { mode: 'replicate' }),
  'pad, circular': (x) => F.pad(x, [2, 1], { mode: 'circular' }),
  maskedFill: (x) => x.maskedFill(mask, 4),
  'maskedFill, of a value': (x) => x.maskedFill(mask, x.at(0, 1)),
  'maskedScatter, both': (x) => x.maskedScatter(mask, x.mul(x)),
  indexFill: (x) => x.indexFill(1, long([0, -1]), 2),
  'indexCopy, both': (x) => x.indexCopy(1, long([2, 0]), x.at(':', '1:')),
  'indexAdd, both': (x) => x.indexAdd(1, long([2, 2]), x.at(':', '1:'), { alpha: 3 }),
  'scatter, both': (x) =>
    x.scatter(
      1,
      long([
        [2, 0],
        [1, 0],
      ]),
      x.mul(x),
    ),
  'scatter of a number': (x) =>
    x.scatter(
      1,
      long([
        [2, 0],
        [1, 0],
      ]),
      5,
    ),
  'scatterAdd, both': (x) =>
    x.scatterAdd(
      1,
      long([
        [2, 2, 0],
        [1, 1, 1],
      ]),
      x.mul(x),
    ),
  'scatterReduce sum': (x) => reduced(x, 'sum'),
  'scatterReduce mean': (x) => reduced(x, 'mean'),
  'scatterReduce prod': (x) => reduced(x, 'prod'),
  'scatterReduce amax': (x) => reduced(x, 'amax'),
  'scatterReduce amin': (x) => reduced(x, 'amin'),
  where: (x) => torch.where(mask, x, x.mul(x)),
  clone: (x) => x.clone(),
  't_ of a copy': (x) => x.mul(1).t_().mul(doubles(3, 2)),
  'unsqueeze_ of a copy': (x) => x.mul(1).unsqueeze_(0),
  'put through a slice': (x) => x.mul(1).put([':', '1:'], x.mul(x).at(':', ':2')),
  'put by a list': (x) =>
    x.mul(1).put(
      [
        [1, 0],
        [2, 2],
      ],
      x.at(0, ':2'),
    ),
  'a write through a view of a turned copy': (x) => {
    const y = x.mul(1).t_();
    y.at(2).mul_(x.at(':', 0));
    return y;
  },
};

function reduced(x: Tensor, reduce: 'sum' | 'mean' | 'prod' | 'amax' | 'amin'): Tensor {
  const index = long([
    [2, 2, 0],
    [1, 1, 1],
  ]);
  const kept = x.scatterReduce(1, index, x.mul(2), reduce);
  return kept.add(x.scatterReduce(1, index, x.mul(3), { reduce, includeSelf: false }));
}

const close = (got: Tensor, want: Tensor, within: number): void => {
  expect(got.shape).toEqual(want.shape);
  expect(got.sub(want).abs().max().item()).toBeLessThan(within);
};

/** Σ w·f(x)², which is curved even where f is linear. */
const curved =
  (f: (x: Tensor) => Tensor) =>
  (x: Tensor): Tensor => {
    const y = f(x);
    return y
      .mul(y)
      .mul(doubles(...y.shape).add(2))
      .sum();
  };

const gradient = (f: (x: Tensor) => Tensor, x: Tensor): Tensor => {
  const leaf = x.clone().requiresGrad_();
  return torch.autograd.grad(f(leaf), [leaf])[0] as Tensor;
};

describe.each(Object.entries(table))('%s', (_, f) => {
  const x = doubles(2, 3);

  test('first derivative', () => {
    close(gradient(curved(f), x), numericalGradient(curved(f), x), 1e-6);
  });

  test('first derivative at a transposed tensor', () => {
    const turned = (z: Tensor): Tensor => curved(f)(z.t());
    close(gradient(turned, x.t().clone()), numericalGradient(turned, x.t().clone()), 1e-6);
  });

  test('second derivative', () => {
    const weights = doubles(3, 2).reshape(2, 3);
    const slope = (z: Tensor): Tensor => gradient(curved(f), z).mul(weights).sum();
    const leaf = x.clone().requiresGrad_();
    const [first] = torch.autograd.grad(curved(f)(leaf), [leaf], { createGraph: true });
    const [second] = torch.autograd.grad((first as Tensor).mul(weights).sum(), [leaf]);
    // numericalGradient switches recording off around f, which here has to record.
    const recording = (z: Tensor): Tensor => torch.enableGrad(() => slope(z));
    close(second as Tensor, numericalGradient(recording, x), 1e-4);
  });
});
