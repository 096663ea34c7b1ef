import { describe, expect, test } from '@jest/globals';
import { F, type Tensor, torch } from '#torch';
import { numericalGradient } from './numerical-gradient.ts';

/*
 * Products, matrix functions and the operations of layers against central differences in float64: the gradient by
 * every operand, and the gradient of that gradient.
 */

/** Numbers without a pattern, of about the size of 1, no two of which are close to one another. */
function doubles(seed: number, ...sizes: number[]): Tensor {
  const count = sizes.reduce((all, size) => all * size, 1);
  return torch
    .arange(1, 1 + count, { dtype: torch.float64 })
    .mul(0.7 + 0.13 * seed)
    .add(seed)
    .sin()
    .mul(1.5)
    .reshape(sizes);
}

/** A symmetric matrix of which the smallest eigenvalue is above 1. */
function positive(x: Tensor): Tensor {
  return x.matmul(x.mT).add(torch.eye(x.sizes.at(-1) as number, { dtype: torch.float64 }));
}

/** Added to square matrices: `doubles` makes one of rank 2. */
const regular = torch.eye(3, { dtype: torch.float64 });

interface Case {
  readonly f: (...operands: Tensor[]) => Tensor;
  readonly shapes: readonly (readonly number[])[];
}

const cases: Readonly<Record<string, Case>> = {
  dot: { f: (a, b) => a.dot(b), shapes: [[3], [3]] },
  mv: { f: (a, b) => a.mv(b), shapes: [[2, 3], [3]] },
  mm: {
    f: (a, b) => a.mm(b),
    shapes: [
      [2, 3],
      [3, 4],
    ],
  },
  'mm of transposed': {
    f: (a, b) => a.t().mm(b.t()),
    shapes: [
      [3, 2],
      [4, 3],
    ],
  },
  bmm: {
    f: (a, b) => a.bmm(b),
    shapes: [
      [2, 2, 3],
      [2, 3, 2],
    ],
  },
  'matmul, row and matrix': { f: (a, b) => a.matmul(b), shapes: [[3], [3, 2]] },
  'matmul, row and batch': { f: (a, b) => a.matmul(b), shapes: [[3], [2, 3, 2]] },
  'matmul, matrix and batch': {
    f: (a, b) => a.matmul(b),
    shapes: [
      [2, 3],
      [2, 3, 2],
    ],
  },
  'matmul, batch and matrix': {
    f: (a, b) => a.matmul(b),
    shapes: [
      [2, 2, 3],
      [3, 2],
    ],
  },
  'matmul, broadcast': {
    f: (a, b) => a.matmul(b),
    shapes: [
      [2, 1, 2, 3],
      [2, 3, 1],
    ],
  },
  outer: { f: (a, b) => a.outer(b), shapes: [[2], [3]] },
  addmm: { f: (x, a, b) => x.addmm(a, b, { beta: 0.5, alpha: 2 }), shapes: [[3], [2, 2], [2, 3]] },
  addmv: { f: (x, a, b) => x.addmv(a, b), shapes: [[2], [2, 3], [3]] },
  baddbmm: {
    f: (x, a, b) => x.baddbmm(a, b, { alpha: -1 }),
    shapes: [
      [2, 1, 2],
      [2, 2, 3],
      [2, 3, 2],
    ],
  },
  inner: {
    f: (a, b) => a.inner(b),
    shapes: [
      [2, 3],
      [2, 3],
    ],
  },
  tensordot: {
    f: (a, b) =>
      torch.tensordot(a, b, [
        [0, 2],
        [1, 0],
      ]),
    shapes: [
      [2, 3, 2],
      [2, 2, 2],
    ],
  },
  'einsum, three operands': {
    f: (a, b, c) => torch.einsum('ij,jk,k->i', a, b, c),
    shapes: [[2, 3], [3, 2], [2]],
  },
  'einsum, diagonal': {
    f: (a, b) => torch.einsum('iij,...j->i...', a, b),
    shapes: [
      [2, 2, 3],
      [2, 3],
    ],
  },
  kron: {
    f: (a, b) => a.kron(b),
    shapes: [
      [2, 2],
      [1, 3],
    ],
  },
  cross: {
    f: (a, b) => a.cross(b, { dim: 0 }),
    shapes: [
      [3, 2],
      [3, 1],
    ],
  },
  cdist: {
    f: (a, b) => torch.cdist(a, b),
    shapes: [
      [2, 3],
      [2, 2, 3],
    ],
  },
  'cdist, p = 1': {
    f: (a, b) => torch.cdist(a, b, 1),
    shapes: [
      [2, 3],
      [2, 3],
    ],
  },
  'cdist, p = 3': {
    f: (a, b) => torch.cdist(a, b, { p: 3 }),
    shapes: [
      [2, 3],
      [2, 3],
    ],
  },
  'cdist, p = infinity': {
    f: (a, b) => torch.cdist(a, b, Number.POSITIVE_INFINITY),
    shapes: [
      [2, 3],
      [2, 3],
    ],
  },
  trace: { f: (a) => a.trace(), shapes: [[3, 2]] },
  matrixPower: { f: (a) => a.matrixPower(5), shapes: [[2, 2]] },
  'matrixPower, negative': { f: (a) => a.matrixPower(-2), shapes: [[2, 3, 3]] },
  det: { f: (a) => a.det(), shapes: [[2, 3, 3]] },
  inverse: { f: (a) => a.inverse(), shapes: [[3, 3]] },
  solve: {
    f: (a, b) => torch.linalg.solve(a, b),
    shapes: [
      [3, 3],
      [2, 3, 2],
    ],
  },
  'solve, vector': { f: (a, b) => torch.linalg.solve(a, b), shapes: [[3, 3], [3]] },
  'solve, right': {
    f: (a, b) => torch.linalg.solve(a, b, { left: false }),
    shapes: [
      [3, 3],
      [2, 3],
    ],
  },
  cholesky: { f: (a) => torch.linalg.cholesky(positive(a)), shapes: [[2, 3, 3]] },
  'cholesky, upper': { f: (a) => torch.linalg.cholesky(positive(a), { upper: true }), shapes: [[3, 3]] },
  svdvals: { f: (a) => torch.linalg.svdvals(a), shapes: [[2, 3]] },
  'svdvals, tall batch': { f: (a) => torch.linalg.svdvals(a), shapes: [[2, 3, 2]] },
  'pinv, wide': { f: (a) => torch.linalg.pinv(a), shapes: [[2, 3]] },
  'pinv, tall': { f: (a) => torch.linalg.pinv(a), shapes: [[3, 2]] },
  multiDot: { f: (a, b, c) => torch.linalg.multiDot([a, b, c]), shapes: [[2], [2, 3], [3, 2]] },
  linear: { f: (x, w, b) => F.linear(x, w, b), shapes: [[2, 2, 3], [2, 3], [2]] },
  bilinear: { f: (x, y, w, b) => F.bilinear(x, y, w, b), shapes: [[2, 2], [2, 3], [2, 2, 3], [2]] },
  conv1d: {
    f: (x, w, b) => F.conv1d(x, w, b, { stride: 2, padding: 1 }),
    shapes: [[2, 2, 5], [2, 2, 3], [2]],
  },
  conv2d: {
    f: (x, w) => F.conv2d(x, w, { dilation: [2, 1], padding: 'same', groups: 2 }),
    shapes: [
      [1, 2, 4, 3],
      [4, 1, 2, 2],
    ],
  },
  'conv2d, no batch': {
    f: (x, w) => F.conv2d(x, w, null, 2),
    shapes: [
      [1, 4, 4],
      [1, 1, 3, 3],
    ],
  },
  convTranspose2d: {
    f: (x, w, b) => F.convTranspose2d(x, w, b, { stride: 2, padding: 1, outputPadding: [1, 0], groups: 2 }),
    shapes: [[1, 2, 2, 2], [2, 1, 3, 2], [2]],
  },
  unfold: { f: (x) => F.unfold(x, 2, { padding: 1, stride: 2 }), shapes: [[1, 2, 3, 3]] },
  maxPool1d: { f: (x) => F.maxPool1d(x, 2).square(), shapes: [[1, 2, 5]] },
  maxPool2d: {
    f: (x) => F.maxPool2d(x, 2, { stride: 1, padding: 1, ceilMode: true }).square(),
    shapes: [[1, 3, 3]],
  },
  avgPool1d: { f: (x) => F.avgPool1d(x, 3, { padding: 1 }).square(), shapes: [[1, 2, 4]] },
  avgPool2d: {
    f: (x) => F.avgPool2d(x, [2, 3], { padding: 1, ceilMode: true, countIncludePad: false }).square(),
    shapes: [[1, 4, 4]],
  },
  adaptiveAvgPool2d: { f: (x) => F.adaptiveAvgPool2d(x, [2, 3]).square(), shapes: [[1, 3, 5]] },
  adaptiveMaxPool2d: { f: (x) => F.adaptiveMaxPool2d(x, 2).square(), shapes: [[1, 3, 5]] },
  'interpolate, nearest': { f: (x) => F.interpolate(x, 3).square(), shapes: [[1, 2, 5]] },
  'interpolate, bilinear': {
    f: (x) => F.interpolate(x, { scaleFactor: 1.5, mode: 'bilinear' }).square(),
    shapes: [[1, 1, 3, 2]],
  },
  'interpolate, bicubic': {
    f: (x) => F.interpolate(x, { size: [4, 5], mode: 'bicubic', alignCorners: true }).square(),
    shapes: [[1, 1, 3, 2]],
  },
  batchNorm: {
    f: (x, w, b) => F.batchNorm(x, null, null, w, b, true),
    shapes: [[3, 2, 2], [2], [2]],
  },
  'batchNorm, evaluating': {
    f: (x, w, b) => F.batchNorm(x, doubles(1, 2), doubles(2, 2).square(), w, b).square(),
    shapes: [[3, 2], [2], [2]],
  },
  layerNorm: {
    f: (x, w, b) => F.layerNorm(x, [2, 3], w, b),
    shapes: [
      [2, 2, 3],
      [2, 3],
      [2, 3],
    ],
  },
  groupNorm: { f: (x, w, b) => F.groupNorm(x, 2, w, b), shapes: [[2, 4, 2], [4], [4]] },
  instanceNorm: {
    f: (x, weight, bias) => F.instanceNorm(x, { weight, bias }),
    shapes: [[2, 2, 3], [2], [2]],
  },
  embedding: {
    f: (w) =>
      F.embedding(
        torch.tensor([
          [0, 2],
          [2, 1],
        ]),
        w,
        { paddingIdx: -3 },
      ).square(),
    shapes: [[3, 2]],
  },
};

/** The sum of the results, each with a weight of its own. */
function weighted(f: (...operands: Tensor[]) => Tensor, operands: readonly Tensor[]): Tensor {
  const y = f(...operands);
  return y.mul(doubles(7, ...y.shape)).sum();
}

describe('gradients by central differences', () => {
  test.each(Object.entries(cases))('%s', (name, { f, shapes }) => {
    const operands = shapes.map((sizes, i) =>
      doubles(i, ...sizes).add(sizes.at(-1) === 3 && sizes.at(-2) === 3 ? regular : 0),
    );
    operands.forEach((_, i) => {
      // The padding row of an embedding has no gradient, though the value depends on it.
      const fixed = name === 'embedding' ? torch.tensor([[0], [1], [1]]) : 1;
      const alone = (x: Tensor): Tensor => weighted(f, operands.with(i, x));
      const x = (operands[i] as Tensor).clone().requiresGrad_();
      const [slope] = torch.autograd.grad(alone(x), [x], { createGraph: true }) as [Tensor];
      expect(
        slope.allclose(numericalGradient(alone, x.detach()).mul(fixed), { rtol: 1e-6, atol: 1e-7 }),
      ).toBe(true);

      // The slope depends on the other operands at least through x, unless f is linear in x.
      const slopeAt = (at: Tensor): Tensor =>
        torch.enableGrad(() => {
          const leaf = at.clone().requiresGrad_();
          const [g] = torch.autograd.grad(alone(leaf), [leaf]) as [Tensor];
          return g.mul(doubles(3, ...g.shape));
        });
      if (!slope.requiresGrad) return;
      const [curve] = torch.autograd.grad(slope.mul(doubles(3, ...slope.shape)).sum(), [x], {
        allowUnused: true,
      }) as [Tensor | null];
      const expected = numericalGradient(slopeAt, x.detach());
      expect(
        (curve ?? torch.zeros(...x.shape, { dtype: torch.float64 })).allclose(expected, {
          rtol: 1e-5,
          atol: 1e-6,
        }),
      ).toBe(true);
    });
  });

  test('a second derivative by two operands at once', () => {
    const [x, w] = [doubles(0, 1, 1, 3, 3).requiresGrad_(), doubles(1, 1, 1, 2, 2).requiresGrad_()];
    const [slope] = torch.autograd.grad(F.conv2d(x, w).square().sum(), [x], { createGraph: true }) as [
      Tensor,
    ];
    slope.sum().backward();
    const by = (at: Tensor): Tensor =>
      torch.enableGrad(() => {
        const leaf = x.detach().clone().requiresGrad_();
        return (torch.autograd.grad(F.conv2d(leaf, at).square().sum(), [leaf]) as [Tensor])[0];
      });
    expect((w.grad as Tensor).allclose(numericalGradient(by, w.detach()), { rtol: 1e-6, atol: 1e-7 })).toBe(
      true,
    );
  });
});

describe('gradients at places of their own', () => {
  test('the determinant of a singular matrix: its cofactors', () => {
    const x = torch.tensor(
      [
        [1.5, 3],
        [2, 4],
      ],
      { dtype: torch.float64, requiresGrad: true },
    );
    x.det().backward();
    expect(x.grad?.tolist()).toEqual([
      [4, -2],
      [-3, 1.5],
    ]);
  });

  test('the distance of a point from itself: 0', () => {
    const x = torch.tensor([[1.5, 2]], { requiresGrad: true });
    torch.cdist(x, x.detach()).sum().backward();
    expect(x.grad?.tolist()).toEqual([[0, 0]]);
  });

  test('equal elements: the first of the window gets the gradient', () => {
    const x = torch.ones(1, 1, 4).requiresGrad_();
    F.maxPool1d(x, 2).sum().backward();
    expect(x.grad?.tolist()).toEqual([[[1, 0, 1, 0]]]);
  });

  test('an operand that was changed in place since', () => {
    const [x, w] = [torch.ones(2, 2).requiresGrad_(), torch.ones(2, 2)];
    const y = x.mm(w);
    w.add_(1);
    expect(() => y.sum().backward()).toThrow('modified by an inplace operation');
    const z = torch.ones(2, 2).mm(x);
    z.sum().backward();
    expect(x.grad?.tolist()).toEqual([
      [2, 2],
      [2, 2],
    ]);
  });
});
