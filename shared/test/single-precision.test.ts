import { describe, expect, test } from '@jest/globals';
import { F, type Tensor, torch } from '#torch';

// 1, 1/2, 1/3 … in float32. The sums are those of PyTorch 1.13.1; most differ from the rounded exact sum.
const harmonic = (count: number): Tensor => torch.arange(1, count + 1, { dtype: torch.float32 }).reciprocal();

describe('sums of float32 are rounded in the order of PyTorch', () => {
  test.each([
    [7, 2.5928571224212646],
    [20, 3.5977399349212646],
    [100, 5.1873779296875],
    [1000, 7.485470771789551],
    [5000, 9.09450912475586],
  ])('of %i elements', (count, sum) => {
    expect(harmonic(count).sum().item()).toBe(sum);
    expect(harmonic(count).mean().item()).toBe(Math.fround(sum / count));
  });

  test('down the columns of a matrix, in blocks of 32 and one by one', () => {
    const sums = harmonic(3500).reshape(100, 35).sum(0);
    expect(sums.at([0, 31, 32, 34]).tolist()).toEqual([
      1.1466177701950073, 0.15248838067054749, 0.15099839866161346, 0.1482107788324356,
    ]);
  });

  test('down few columns, whichever way the matrix lies', () => {
    const want = [
      1.978242039680481, 1.433111548423767, 1.2293586730957031, 1.114635705947876, 1.0374754667282104,
    ];
    const matrix = harmonic(500).reshape(100, 5);
    expect(matrix.sum(0).tolist()).toEqual(want);
    expect(matrix.t().sum(1).tolist()).toEqual(want);
    expect(torch.stack([matrix, matrix]).sum(1).tolist()).toEqual([want, want]);
  });

  // The stack has no columns that lie as those of a matrix do: they are gathered, and added one by one.
  test.each([1, 3, 4, 5, 7, 8, 31, 32, 33, 70])('down %i columns as down gathered ones', (columns) => {
    for (const rows of [1, 3, 15, 16, 17, 50, 300]) {
      const matrix = harmonic(rows * columns + 3)
        .at('3:')
        .reshape(rows, columns);
      const gathered = torch.stack([matrix, matrix]).sum(1);
      expect(matrix.sum(0).tolist()).toEqual(gathered.at(1).tolist());
    }
  });

  test('steps without order are added in double precision', () => {
    const cube = harmonic(24).reshape(2, 3, 4).permute(1, 0, 2);
    expect(cube.sum([0, 1]).tolist()).toEqual(cube.double().sum([0, 1]).float().tolist());
  });
});

test('a matrix product rounds after every product and every sum; a float64 one keeps its digits', () => {
  const row = harmonic(12).reshape(1, 12);
  for (const column of [row.t(), row.t().contiguous(), row.t().expand(12, 3).contiguous()]) {
    expect(row.matmul(column).at(0, 0).item()).toBe(1.5649765729904175);
  }
  expect(row.double().matmul(row.t().double()).float().item()).toBe(1.564976692199707);
});

test('the difference in a loss is rounded before it is squared', () => {
  const [x, t] = [torch.tensor([1]).float(), torch.tensor([-1e-8])];
  expect(F.mseLoss(x, t).item()).toBe(1);
  expect(F.mseLoss(x.double(), t.double()).item()).toBeGreaterThan(1);
});

describe('rows and columns of every length up to 40', () => {
  const lengths = Array.from({ length: 40 }, (_, i) => i + 1);
  const scores = (count: number): number[] =>
    Array.from({ length: count }, (_, i) => 3 * Math.sin(i * i + 1));
  const shares = (values: readonly number[]): number[] => {
    const total = values.reduce((sum, value) => sum + Math.exp(value), 0);
    return values.map((value) => Math.exp(value) / total);
  };

  test.each(lengths)('softmax and log softmax of %d scores', (count) => {
    const values = scores(count);
    const row = torch.tensor([values], { dtype: torch.float32 });
    const wanted = shares(values);
    for (const [p, logs] of [
      [row.softmax(1), row.logSoftmax(1)],
      [row.t().softmax(0), row.t().logSoftmax(0)],
    ] as const) {
      Array.from(p.toTypedArray(), Number).forEach((share, i) => {
        expect(share).toBeCloseTo(wanted[i] as number, 6);
      });
      Array.from(logs.toTypedArray(), Number).forEach((log, i) => {
        expect(log).toBeCloseTo(Math.log(wanted[i] as number), 4);
      });
    }
  });

  test.each(lengths)('the gradient of softmax at %d scores sums to 0', (count) => {
    const x = torch.tensor([scores(count)], { dtype: torch.float32, requiresGrad: true });
    const weights = torch.tensor([scores(count).reverse()], { dtype: torch.float32 });
    x.softmax(1).mul(weights).sum().backward();
    const p = shares(scores(count));
    const inner = p.reduce((sum, share, i) => sum + share * (weights.at(0, i).item() as number), 0);
    x.grad?.toTypedArray().forEach((slope, i) => {
      expect(Number(slope)).toBeCloseTo((p[i] as number) * (weights.at(0, i).item() - inner), 5);
    });
  });
});
