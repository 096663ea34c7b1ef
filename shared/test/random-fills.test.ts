import { beforeEach, describe, expect, test } from '@jest/globals';
import { py, type Tensor, torch } from '#torch';
import { randomInt64 } from '../src/random/random-int64.ts';

/* Numbers were recorded from PyTorch 1.13.1 on a CPU; `position` as in random.test.ts. */

const position = () => randomInt64(torch.defaultGenerator);
const START = 900450186894289455n;
const float32 = (values: readonly number[]) => [...Float32Array.from(values)];

beforeEach(() => {
  torch.manualSeed(0);
});

describe('uniform_', () => {
  test('rounds once, in float32', () => {
    const x = torch.zeros(4, 3);
    expect(x.uniform_(-0.3, 0.7)).toBe(x);
    expect(x.flatten().tolist()).toEqual(
      float32([
        0.19625658, 0.46822178, -0.21152258, -0.16796952, 0.007422805, 0.33407867, 0.1900934, 0.5964447,
        0.15562797, 0.33230627, 0.04889345, 0.10171729,
      ]),
    );
    expect(torch.zeros(2).uniform_(py.float(-5), 11).tolist()).toEqual(float32([-4.642788, -2.2982569]));
  });

  test('by name, with a generator, and without anything', () => {
    const generator = new torch.Generator().manualSeed(0);
    const first = Math.fround(0.4962566);
    expect(torch.zeros(1).uniform_({ to: 2, generator }).item()).toBe(2 * first);
    expect(torch.zeros(1).uniform_().item()).toBe(first);
  });

  test.each<[string, (x: Tensor) => unknown, string]>([
    ['bounds the wrong way round', (x) => x.uniform_(1, 0), 'from=1 > to=0'],
    ['an infinite bound', (x) => x.uniform_(0, Number.POSITIVE_INFINITY), 'to is out of bounds'],
    ['NaN', (x) => x.uniform_(Number.NaN, 1), 'from is out of bounds'],
    ['a bound too large for float32', (x) => x.uniform_(0, 1e39), 'to is out of bounds for torch.float32'],
    ['a distance too large for float32', (x) => x.uniform_(-3e38, 3e38), 'from=-3e+38'],
    ['a string', (x) => x.uniform_('0' as unknown as number), "from is '0'"],
    ['a third number', (x) => x.uniform_(0, 1, 2 as unknown as object), 'a further argument, 2'],
    ['an unknown option', (x) => x.uniform_(0, 1, { gen: 1 } as object), 'the option gen'],
    ['integers', (x) => x.to(torch.int32).uniform_(), "not implemented for 'Int'"],
  ])('%s: refused, nothing drawn, nothing written', (_, fill, message) => {
    const x = torch.ones(3);
    expect(() => fill(x)).toThrow(message);
    expect(x.tolist()).toEqual([1, 1, 1]);
    expect(position()).toBe(START);
  });
});

describe('normal_', () => {
  test('a transposed target is filled one by one in the order of its memory', () => {
    const x = torch.zeros(6, 5);
    x.t().normal_();
    expect(x.at(0).tolist()).toEqual(float32([1.5409961, -0.2934289, -2.1787894, 0.56843126, -1.0845224]));
    expect(x.at(5, 4).item()).toBe(Math.fround(-0.71848005));
    expect(position()).toBe(4880189657833503230n);
  });

  test('a part of a tensor is filled one by one and the rest left alone', () => {
    const x = torch.zeros(20, 2);
    x.at(':', 1).normal_();
    expect(x.at(':', 0).abs().sum().item()).toBe(0);
    expect(x.at([0, 1, 2], 1).tolist()).toEqual(float32([1.5409961, -0.2934289, -2.1787894]));
  });

  test('contiguous rows of a tensor are filled in blocks', () => {
    const x = torch.zeros(3, 17);
    x.at(1).normal_();
    expect(x.at(1, [0, 1]).tolist()).toEqual(float32([-1.1258398, -1.6959312]));
    expect(position()).toBe(6792857400608461555n);
  });

  test('mean and deviation, by name too', () => {
    const x = torch.zeros(2).normal_({ mean: 2, std: 0.5 });
    expect(x.tolist()).toEqual(float32([2 + 0.5 * 1.5409961082440433, 2 - 0.5 * 0.2934289057609464]));
    expect(torch.zeros(1).normal_(3, 0).item()).toBe(3);
  });

  test('a negative deviation and NaN are refused', () => {
    expect(() => torch.zeros(1).normal_(0, -1)).toThrow('found std -1');
    expect(() => torch.zeros(1).normal_(0, Number.NaN)).toThrow('found std NaN');
    expect(position()).toBe(START);
  });
});

describe('torch.normal', () => {
  test('two numbers and a size', () => {
    expect(torch.normal(0, 1, [5]).tolist()).toEqual(
      float32([1.5409961, -0.2934289, -2.1787894, 0.56843126, -1.0845224]),
    );
    const b = torch.normal({ mean: 2, std: 3, size: [3, 6] });
    expect(b.at(0, [0, 1, 2]).tolist()).toEqual(float32([1.7344058, 3.5716498, 1.5695784]));
    const m = torch.arange(4, { dtype: torch.float32 });
    expect(torch.normal(m, 0.5).tolist()).toEqual(float32([-0.6992977, 0.6460612, 1.946783, 2.3786342]));
    expect(position()).toBe(8202693742486135328n);
  });

  test('tensors stretch, and the dtype is that of the first', () => {
    const mean = torch.zeros(2, 1, { dtype: torch.float64 });
    const x = torch.normal(mean, torch.tensor([0, 1.5, 0]));
    expect([...x.shape, x.dtype]).toEqual([2, 3, torch.float64]);
    expect(x.at(':', 0).tolist()).toEqual([0, 0]);
    expect(x.at(0, 1).item()).toBeCloseTo(-0.2934289057609464 * 1.5, 13);
  });

  test('a number around which a tensor of deviations spreads', () => {
    const x = torch.normal(10, torch.tensor([0.5, 0, 2], { dtype: torch.float32 }));
    expect(x.tolist()).toEqual(float32([10 + 0.5 * 1.5409961, 10, 10 - 2 * 2.1787894]));
  });

  test('no gradient reaches the mean, explicitly', () => {
    const mean = torch.zeros(3, { requiresGrad: true });
    torch.normal(mean, 1).sum().backward();
    expect(mean.grad?.tolist()).toEqual([0, 0, 0]);
  });

  test.each<[string, () => unknown, string]>([
    ['no size', () => torch.normal(0, 1, {}), 'size is undefined'],
    ['a negative number', () => torch.normal(0, -1, [2]), 'found std -1'],
    ['a negative element', () => torch.normal(0, torch.tensor([1, -0.5])), 'the element -0.5'],
    [
      'a size beside a tensor',
      () => torch.normal({ mean: torch.zeros(2), size: [2] }),
      'size beside a tensor',
    ],
    ['an integer mean', () => torch.normal(torch.zeros(2, { dtype: torch.int64 }), 1), "'Long'"],
    ['shapes that do not fit', () => torch.normal(torch.zeros(2), torch.ones(3)), '(2,) and (3,)'],
  ])('%s is refused before anything is drawn', (_, draw, message) => {
    expect(draw).toThrow(message);
    expect(position()).toBe(START);
  });
});

describe('random_', () => {
  test('one bound is the upper one', () => {
    expect(torch.zeros(4).random_(10).tolist()).toEqual([4, 9, 3, 0]);
    torch.manualSeed(0);
    expect(torch.zeros(4).random_({ to: 10 }).tolist()).toEqual([4, 9, 3, 0]);
    torch.manualSeed(0);
    expect(torch.zeros(4).random_(100, 110).tolist()).toEqual([104, 109, 103, 100]);
  });

  test('no bounds: whatever the dtype holds', () => {
    expect(torch.zeros([], { dtype: torch.int64 }).random_().itemBigInt()).toBe(START);
    torch.manualSeed(0);
    const words = torch.randint(0, 2 ** 32 - 1, [3]).tolist() as number[];
    for (const [dtype, count] of [
      [torch.bool, 2],
      [torch.uint8, 2 ** 8],
      [torch.int8, 2 ** 7],
      [torch.int16, 2 ** 15],
      [torch.int32, 2 ** 31],
      [torch.float32, 2 ** 24 + 1],
    ] as const) {
      torch.manualSeed(0);
      const x = torch.zeros(3, { dtype }).random_();
      expect(x.to(torch.int64).tolist()).toEqual(words.map((word) => word % count));
    }
  });

  test('an upper bound of null reaches to the end of the dtype', () => {
    const x = torch.zeros(200, { dtype: torch.uint8 }).random_(250, null);
    expect([x.min().item(), x.max().item()]).toEqual([250, 255]);
  });

  test('bounds that the dtype does not hold are refused', () => {
    expect(() => torch.zeros(1, { dtype: torch.bool }).random_(3)).toThrow(
      'to - 1 is out of bounds for torch.bool',
    );
    expect(() => torch.zeros(1).random_(3, 3)).toThrow('from=3 >= to=3');
  });
});

describe('bernoulli', () => {
  test('one probability draws 64 bits for each element, probabilities as many as their dtype has', () => {
    const x = torch.zeros(30).bernoulli_(0.3);
    expect(x.at(':12').tolist()).toEqual([0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 1]);
    const y = torch.bernoulli(torch.full([20], 0.6));
    expect(y.tolist()).toEqual([0, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1, 1, 1, 1]);
    expect(position()).toBe(6631750264404687391n);
    torch.manualSeed(0);
    torch.zeros(30, { dtype: torch.float64 }).bernoulli_(0.3);
    torch.full([20], 0.6, { dtype: torch.float64 }).bernoulli();
    expect(position()).toBe(1294901960957640618n);
  });

  test('every dtype can hold the result', () => {
    const expected = torch.zeros(50).bernoulli_(0.5).tolist();
    for (const dtype of [torch.int64, torch.uint8, torch.float64, torch.bool]) {
      torch.manualSeed(0);
      const x = torch.zeros(50, { dtype }).bernoulli_();
      expect([x.dtype, x.to(torch.float32).tolist()]).toEqual([dtype, expected]);
    }
  });

  test('a tensor of probabilities stretches, and meets a transposed target in the right places', () => {
    const p = torch.tensor([0, 1, 0], { dtype: torch.float32 });
    const x = torch.zeros(3, 2).t().bernoulli_(p);
    expect(x.tolist()).toEqual([
      [0, 1, 0],
      [0, 1, 0],
    ]);
    expect(torch.bernoulli(p.expand(2, 3).t()).tolist()).toEqual([
      [0, 0],
      [1, 1],
      [0, 0],
    ]);
  });

  test('a number beside a tensor stands for its elements', () => {
    expect(torch.bernoulli(torch.full([2], 7.5), 1).tolist()).toEqual([1, 1]);
  });

  test.each<[string, () => unknown, string]>([
    ['a probability above 1', () => torch.zeros(2).bernoulli_(1.5), 'p=1.5'],
    ['NaN', () => torch.bernoulli(torch.tensor([0.5, Number.NaN])), 'p=NaN'],
    ['a negative element', () => torch.bernoulli(torch.tensor([0.5, -0.1])), 'p=-0.1'],
    ['integers as probabilities', () => torch.bernoulli(torch.tensor([0, 1])), "'Long'"],
    ['no tensor', () => torch.bernoulli(0.5 as unknown as Tensor), 'a Tensor'],
  ])('%s: refused before anything is drawn', (_, draw, message) => {
    expect(draw).toThrow(message);
    expect(position()).toBe(START);
  });
});

describe('exponential_', () => {
  test('is computed in float64 and rounded', () => {
    expect(torch.zeros(6).exponential_(1.5).tolist()).toEqual(
      float32([2.338884, 0.82025653, 0.41002938, 1.6900791, 0.6904703, 1.044086]),
    );
    expect(position()).toBe(8072059273656089175n);
    torch.manualSeed(0);
    expect(torch.zeros(1).exponential_({ lambd: 1.5 }).item()).toBe(Math.fround(2.338884));
  });

  test('a negative rate is refused', () => {
    expect(() => torch.zeros(1).exponential_(-1)).toThrow('lambda=-1');
  });
});

describe('multinomial', () => {
  const weights = torch.tensor([0.1, 0.25, 0.05, 0.4, 0.2, 1.7]);
  const rows = torch.tensor([
    [0.5, 0.2, 0.3, 0, 1, 2],
    [1, 1, 1, 1, 1, 1],
  ]);

  test('without replacement', () => {
    expect(torch.multinomial(weights, 3).tolist()).toEqual([5, 1, 4]);
    expect(rows.multinomial(3, false).tolist()).toEqual([
      [5, 0, 4],
      [5, 0, 4],
    ]);
    expect(position()).toBe(5131086507308615503n);
  });

  test('with replacement', () => {
    expect(torch.multinomial(weights, 12, true).tolist()).toEqual([5, 5, 5, 5, 5, 5, 3, 4, 5, 3, 5, 3]);
    const drawn = torch.multinomial(rows, 4, { replacement: true });
    expect(drawn.tolist()).toEqual([
      [4, 5, 4, 4],
      [2, 1, 3, 4],
    ]);
    expect(drawn.dtype).toBe(torch.int64);
    expect(position()).toBe(8828950082402279523n);
  });

  test('all indices once, and never one of weight 0 while others are left', () => {
    const all = torch.multinomial(weights, 6).tolist() as number[];
    expect(all.toSorted()).toEqual([0, 1, 2, 3, 4, 5]);
    for (let i = 0; i < 50; i++) {
      expect(torch.multinomial(torch.tensor([0, 0.5, 0, 0.25]), 2).tolist()).not.toContain(0);
    }
  });

  test.each<[string, () => unknown, string]>([
    ['a negative weight', () => torch.multinomial(torch.tensor([-1, 2.5]), 1), 'the weight -1 at 0'],
    [
      'an infinite weight',
      () => torch.multinomial(torch.tensor([1, Number.POSITIVE_INFINITY]), 1),
      'Infinity',
    ],
    ['NaN', () => torch.multinomial(torch.tensor([Number.NaN, 1]), 1, true), 'NaN'],
    ['no weight', () => torch.multinomial(torch.zeros(2), 1), 'sum of probabilities <= 0'],
    [
      'no weight in a row',
      () =>
        torch.multinomial(
          torch.tensor([
            [1, 0.5],
            [0, 0],
          ]),
          1,
        ),
      'sum of probabilities <= 0',
    ],
    ['too many', () => torch.multinomial(torch.ones(2), 3), '3 of 2'],
    ['none', () => torch.multinomial(torch.ones(2), 0), 'numSamples is 0'],
    ['a 0-d tensor', () => torch.multinomial(torch.tensor(0.5), 1), 'prob_dist must be 1 or 2 dim'],
    ['integers', () => torch.multinomial(torch.tensor([1, 2]), 1), "'Long'"],
    [
      'a number for a boolean',
      () => torch.multinomial(weights, 1, 1 as unknown as boolean),
      'replacement is 1',
    ],
  ])('%s: refused before anything is drawn', (_, draw, message) => {
    expect(draw).toThrow(message);
    expect(position()).toBe(START);
  });
});

describe('a fill and the graph', () => {
  test('a leaf that requires a gradient is not filled while recording', () => {
    const w = torch.zeros(3, { requiresGrad: true });
    expect(() => w.uniform_()).toThrow('leaf Variable that requires grad');
    torch.noGrad(() => w.uniform_());
    expect(w.sum().item()).toBeGreaterThan(0);
  });

  test('what is filled no longer depends on what it was', () => {
    const w = torch.ones(3, { requiresGrad: true });
    const y = w.mul(2);
    y.normal_();
    y.sum().backward();
    expect(w.grad?.tolist()).toEqual([0, 0, 0]);
  });

  test('a value that backward needs is missed when it has been filled', () => {
    const w = torch.ones(3, { requiresGrad: true });
    const y = w.exp();
    const z = y.mul(y);
    torch.noGrad(() => y.exponential_());
    expect(() => z.sum().backward()).toThrow('modified by an inplace operation');
  });

  test('a stretched tensor has no elements of its own to fill', () => {
    expect(() => torch.zeros(1).expand(3).uniform_()).toThrow('share storage');
  });
});
