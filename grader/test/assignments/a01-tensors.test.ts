import { describe, expect, test } from '@jest/globals';
import { type Tensor, torch } from '#torch';
import * as reference from '../../../solutions/a01-tensors/tensors.ts';
import { always, codesOf, likeFirst, testFairness } from './fair-suites.ts';
import { failuresOn, suiteTests } from './suite-in-process.ts';

const SLUG = 'a01-tensors';

describe('the predictions are what happens', () => {
  test('shapes of sums', () => {
    const X = torch.zeros(5, 6, 7);
    const seen = [X.sum(0), X.sum(1), X.sum(-1), X.sum(), X.sum(1, { keepdim: true })];
    expect(reference.predicted.reducedShapes).toEqual(seen.map(({ shape }) => [...shape]));
  });

  test('shapes of products', () => {
    const pairs = [
      [
        [2, 3, 4],
        [4, 2],
      ],
      [[3], [3]],
      [[2, 3], [3]],
      [
        [4, 3],
        [4, 3],
      ],
      [
        [5, 1],
        [1, 6],
      ],
    ] as const;
    const seen = pairs.map(([left, right]) => {
      try {
        return [...torch.zeros([...left]).matmul(torch.zeros([...right])).shape];
      } catch {
        return 'error';
      }
    });
    expect(reference.predicted.matmulShapes).toEqual(seen);
  });

  test('dtypes', () => {
    const whole = torch.tensor([1, 2]);
    const seen = [
      torch.tensor([1, 2, 3]),
      torch.tensor([1.5]),
      torch.ones(2),
      whole.div(2),
      whole.add(0.5),
      whole.gt(1),
    ];
    expect(reference.predicted.dtypes).toEqual(seen.map(({ dtype }) => dtype.name));
  });
});

const asFloats = (X: Tensor): Tensor => (X.dtype === torch.int64 ? X.to(torch.float32) : X);

/** Right by another road: loops, products with ones, lists of rows, and the library's own standard deviation. */
const otherRoad = {
  ...reference,
  dotLoop(w: Tensor, x: Tensor): number {
    let total = torch.tensor(0);
    for (let i = w.shape[0] - 1; i >= 0; i--) total = total.add(w.at(i).mul(x.at(i)));
    return total.item();
  },
  dotOps: (w: Tensor, x: Tensor) => w.matmul(x),
  linearVector: (w: Tensor, b: Tensor, x: Tensor) => b.add(x.reshape([1, -1]).matmul(w).squeeze(0)),
  outerSum: (row: Tensor, col: Tensor) => torch.stack(col.unbind(0).map((c) => c.add(row.squeeze(0)))),
  rowSums: (X: Tensor) => X.t().sum(0),
  columnMeans: (X: Tensor) => asFloats(X).sum(-2).div(X.shape[0]),
  standardize(X: Tensor) {
    const values = asFloats(X);
    const [mean, std] = [values.mean(0, { keepdim: true }), values.std(0, { correction: 0 })];
    // Not a number only where 0 is divided by 0.
    return { Z: values.sub(mean).div(std).nanToNum(0), mean: mean.squeeze(0), std };
  },
  corners: (X: Tensor) => [X.at(0), X.at(-1)].flatMap((row) => [row.at(0).item(), row.at(-1).item()]),
  stackClasses: (ws: Tensor[], bs: Tensor[]) => ({
    W: torch.cat(ws.map((w) => w.unsqueeze(0))),
    b: torch.stack(bs).squeeze(1),
  }),
  scores: (W: Tensor, b: Tensor, x: Tensor) => W.mul(x).sum(-1).add(b),
};

/** Answers that know nothing of the input. */
const unthinking = {
  'the number 0': () => 0,
  zeros: likeFirst((x) => torch.zerosLike(x)),
  ones: likeFirst((x) => torch.onesLike(x)),
  'its input': (x: unknown) => x,
};

test('the bank holds every wrong answer that the curriculum names for A01, and the division by 0', () => {
  expect(codesOf(SLUG)).toEqual([
    'M-AXIS',
    'M-BIAS2D',
    'M-DDOF',
    'M-DIVZERO',
    'M-INTDTYPE',
    'M-KEEPDIM',
    'M-TRANSPOSE',
  ]);
});

testFairness(SLUG, {
  right: { otherRoad },
  seeds: [11, 12, 13, 14, 15],
  thoughtless: always(reference, unthinking, { predicted: {} }),
});

describe('the predictions of a submission', () => {
  const tests = suiteTests(SLUG);

  test.each([
    ['nothing', undefined],
    ['null', null],
    ['a word', 'float32'],
    ['empty lists', { reducedShapes: [], matmulShapes: [], dtypes: [] }],
    ['lists of nothing', { reducedShapes: [null], matmulShapes: 'error', dtypes: [[]] }],
  ])('predicted given as %s fails as a wrong answer, not as an error of the suite', async (_, given) => {
    const items = tests.filter(({ titles }) => titles[0] === 'A01.11 predicted');
    const { failed } = await failuresOn(SLUG, items, { predicted: given }, 1);
    expect([...failed.keys()]).toEqual(items.map(({ id }) => id));
    for (const error of failed.values()) expect(error.name).toBe('CaseFailure');
  });

  test('each answer of predicted counts by itself', async () => {
    const { reducedShapes, matmulShapes, dtypes } = reference.predicted;
    const items = tests.filter(({ titles }) => titles[0] === 'A01.11 predicted');
    const partly = {
      reducedShapes: reducedShapes.slice(0, 2),
      matmulShapes: [],
      dtypes: dtypes.with(0, 'int32'),
    };
    const { failed } = await failuresOn(SLUG, items, { predicted: partly }, 1);
    expect(items.length - failed.size).toBe(2 + dtypes.length - 1);
    expect(matmulShapes).toHaveLength(5);
  });
});
