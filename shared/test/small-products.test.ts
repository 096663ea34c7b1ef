import { describe, expect, test } from '@jest/globals';
import { F, type Tensor, torch } from '#torch';

/*
 * Products too small for a kernel, whose sides seldom fill the four sums that are formed at a time, and what is added to
 * their rows and made of their classes without a detour.
 */

const { fround } = Math;

/** C = A B by the definition, rounded to float32 at every step. */
function byDefinition(a: number[][], b: number[][]): number[][] {
  return a.map((row) =>
    (b[0] as number[]).map((_, j) =>
      row.reduce((sum, x, p) => fround(sum + fround(x * ((b[p] as number[])[j] as number))), 0),
    ),
  );
}

const rows = (x: Tensor): number[][] => x.tolist() as number[][];

describe('a product of two matrices', () => {
  const sides = [1, 2, 3, 4, 5, 7, 8];
  const shapes = sides.flatMap((n) => [1, 3].flatMap((k) => sides.map((m): number[] => [n, k, m])));

  test.each(shapes)('of %d by %d with %d columns has the sums of the definition', (n, k, m) => {
    torch.manualSeed(100 * n + 10 * k + m);
    const [a, b] = [torch.randn(n, k), torch.randn(k, m)];
    const expected = byDefinition(rows(a), rows(b));
    const across = (x: Tensor): Tensor => x.t().contiguous().t();
    const sparse = (x: Tensor): Tensor => x.repeatInterleave(2, 1).at(':', '::2');
    for (const lie of [(x: Tensor) => x, across, sparse]) {
      expect(rows(lie(a).mm(lie(b)))).toEqual(expected);
      expect(rows(torch.bmm(torch.stack([a, lie(a)]), torch.stack([b, b])).at(1))).toEqual(expected);
    }
  });

  test('of nothing is 0', () => {
    expect(rows(torch.ones(5, 0).mm(torch.ones(0, 3)))).toEqual(rows(torch.zeros(5, 3)));
  });
});

describe('addmm', () => {
  const [a, b] = [torch.ones(3, 2), torch.ones(2, 4)];
  const values = torch.tensor([0.5, 1, 2, 3]);

  test.each([
    ['a row', values],
    ['every second element of a row', values.repeatInterleave(2).at('::2')],
    ['the end of a row', torch.cat([torch.ones(3), values]).at('3:')],
    ['a row as a matrix', values.unsqueeze(0)],
    ['all rows', values.expand(3, 4)],
  ])('adds %s', (_, row) => {
    expect(rows(row.addmm(a, b))).toEqual([1, 2, 3].map(() => [2.5, 3, 4, 5]));
    expect(values.tolist()).toEqual([0.5, 1, 2, 3]);
  });

  test('adds one number to all columns', () => {
    expect(rows(torch.tensor([7.5]).addmm(a, b))).toEqual([1, 2, 3].map(() => [9.5, 9.5, 9.5, 9.5]));
  });

  test('adds a row to wide matrices, and to doubles', () => {
    const wide = torch.arange(100).float();
    expect(wide.addmm(a, torch.ones(2, 100)).at(2).tolist()).toEqual(wide.add(2).tolist());
    expect(rows(values.double().addmm(a.double(), b.double()))[1]).toEqual([2.5, 3, 4, 5]);
  });
});

describe('the likelihood of classes', () => {
  const scores = (): Tensor =>
    torch
      .tensor([
        [0.5, -1, 2],
        [1, 1, 1],
        [3, 0, -2],
      ])
      .requiresGrad_();
  const targets = torch.tensor([2, 0, -100]);

  test.each(['mean', 'sum', 'none'] as const)(
    '%s: the gradient is the one that has gradients',
    (reduction) => {
      const [x, again] = [scores(), scores()];
      F.crossEntropy(x, targets, { reduction }).sum().backward();
      F.crossEntropy(again, targets, { reduction }).sum().backward({ createGraph: true });
      expect(x.grad?.tolist()).toEqual(again.grad?.detach().tolist());
      expect(again.grad?.requiresGrad).toBe(true);
      expect(rows(x.grad as Tensor)[2]).toEqual([0, 0, 0]);
    },
  );

  test.each([3, -1, 2 ** 32, 2 ** 32 + 1, -(2 ** 33)])('class %d is refused', (label) => {
    expect(() => F.crossEntropy(scores(), torch.tensor([0, label, 1]))).toThrow(
      `Target ${label} is out of bounds`,
    );
  });
});
