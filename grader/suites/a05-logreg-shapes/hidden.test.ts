import { describe, test } from '@jest/globals';
import { type Checked, draw, type Property, type Rng, submission } from '#grader/authoring';
import { F, type Tensor, torch } from '#torch';
import type { HeadKind } from './probes.ts';

const student = submission('a05-logreg-shapes');

// ── Inputs ────────────────────────────────────────────────────────────────────────────────────────────────

function floats(numbers: readonly number[], shape: readonly number[]): Tensor {
  return torch.tensor(numbers, { dtype: torch.float32 }).reshape([...shape]);
}

function count(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

/** Whole sixteenths: sums of their products come out the same in every order. */
function numbers(rng: Rng, shape: readonly number[], std = 1.5): Tensor {
  const drawn = draw.normal(rng, count(shape), { std }).map((x) => Math.round(x * 16) / 16);
  return floats(drawn, shape);
}

interface Sizes {
  readonly N: number;
  readonly F: number;
  readonly C: number;
}

/** Sizes that cannot be taken for one another. */
function unlike(rng: Rng): Sizes {
  const [N = 0, F = 0, C = 0] = draw.distinct(rng, 3, 2, 7);
  return { N, F, C };
}

type Model = [X: Tensor, W: Tensor, b: Tensor];

const model = (rng: Rng, { N, F, C }: Sizes): Model => [
  numbers(rng, [N, F]),
  numbers(rng, [F, C]),
  numbers(rng, [C]),
];

/** One sample with scores in the thousands, and one with scores within a few hundredths of each other. */
function unlikeRows(rng: Rng): Model {
  const scale = floats([1024, 1 / 64], [2, 1]);
  return [numbers(rng, [2, 3]).mul(scale), numbers(rng, [3, 5]), numbers(rng, [5]).div(64)];
}

/** Scores of up to a few thousand; in every row the two largest lie within 2 of each other. */
function hugeScores(rng: Rng, N: number): Model {
  const rows = Array.from({ length: N }, () => {
    const top = draw.integer(rng, 900, 1500) * (rng() < 0.5 ? -1 : 1);
    return draw.shuffle(rng, [top, top - draw.integer(rng, 1, 8) / 4, top - draw.integer(rng, 50, 900)]);
  });
  return [floats(rows.flat(), [N, 3]), torch.eye(3), floats([0, 0, 0], [3])];
}

/** Houses at two coordinates in three price bands, and a softmax model that was trained on them. */
interface Bands {
  readonly X: Tensor;
  readonly band: Tensor;
  readonly W: Tensor;
  readonly b: Tensor;
}

/** Numbers around a centre, with exactly that mean. */
function around(rng: Rng, amount: number, centre: number): number[] {
  const drawn = draw.normal(rng, amount, { std: 0.4 });
  const mean = drawn.reduce((sum, x) => sum + x, 0) / amount;
  return drawn.map((x) => x - mean + centre);
}

/**
 * The cheap and the expensive houses lie south, hardly to the west and the east of each other, those of the middle band
 * north: the number of the band is no linear function of the place.
 */
function priceBands(rng: Rng, each: number): Bands {
  const centres: readonly (readonly [number, number])[] = [
    [-0.1, -0.8],
    [0, 1],
    [0.1, -0.8],
  ];
  const houses = centres.flatMap(([east, north], label) => {
    const [x, y] = [around(rng, each, east), around(rng, each, north)];
    return x.map((place, i) => ({ place: [place, y[i] as number], label }));
  });
  const X = floats(
    houses.flatMap(({ place }) => place),
    [3 * each, 2],
  );
  const band = torch.tensor(
    houses.map(({ label }) => label),
    { dtype: torch.int64 },
  );
  const [W, b] = [torch.zeros(2, 3), torch.zeros(3)];
  const wanted = F.oneHot(band, 3).float();
  for (let step = 0; step < 25; step++) {
    const surplus = torch.softmax(X.matmul(W).add(b), 1).sub(wanted).div(houses.length);
    W.sub_(X.t().matmul(surplus).mul(2));
    b.sub_(surplus.sum(0).mul(2));
  }
  return { X, band, W, b };
}

/** What linear regression on the number of the band predicts for the houses it was fitted to. */
function regressed({ X, band }: Bands): Tensor {
  const design = torch.cat([torch.ones(X.shape[0], 1), X], 1).double();
  const normal = design.t().matmul(design);
  const w = torch.linalg.solve(normal, design.t().matmul(band.double()));
  return design.matmul(w).float();
}

const rightShare = (labels: Tensor, band: Tensor): number => labels.eq(band).float().mean().item();

// ── Cases ─────────────────────────────────────────────────────────────────────────────────────────────────

interface Case<A extends readonly unknown[]> {
  readonly title: string;
  args(rng: Rng): A;
  /** The wrong answers that this case must catch. */
  readonly kills?: readonly string[];
}

type Groups<A extends readonly unknown[]> = Readonly<Record<string, readonly Case<A>[]>>;

function declare<A extends readonly unknown[]>(
  name: string,
  expected: Checked<A>['expected'],
  groups: Groups<A>,
): void {
  for (const [group, cases] of Object.entries(groups)) {
    describe(group, () => {
      for (const { title, args, kills = [] } of cases)
        test(title, () => student.check(name, { expected, args, kills }));
    });
  }
}

describe('A05.1 shapesFor', () => {
  const kills = ['M-TRANSPOSE', 'M-BIAS2D'];
  const expected = (n: number, f: number, c: number) => ({
    X: [n, f],
    W: [f, c],
    b: [c],
    logits: [n, c],
    torchWeight: [c, f],
  });
  const groups: Groups<[number, number, number]> = {
    tables: [
      { title: 'spam or not from word counts', args: (rng) => [draw.integer(rng, 200, 300), 40, 2], kills },
      {
        title: 'news in several categories',
        args: (rng) => [30, draw.integer(rng, 100, 200), draw.integer(rng, 4, 9)],
        kills,
      },
      {
        title: 'more classes than samples and features',
        args: (rng) => [draw.integer(rng, 4, 6), 3, draw.integer(rng, 10, 20)],
        kills,
      },
    ],
    edges: [
      { title: 'a single sample', args: (rng) => [1, ...distinctPair(rng)], kills },
      { title: 'a single feature', args: (rng) => [draw.integer(rng, 10, 20), 1, 3], kills },
      {
        title: 'as many samples as features and classes',
        args: (rng) => threeTimes(draw.integer(rng, 3, 9)),
        kills: ['M-BIAS2D'],
      },
    ],
  };
  declare('shapesFor', expected, groups);
});

function distinctPair(rng: Rng): [number, number] {
  const [f = 0, c = 0] = draw.distinct(rng, 2, 2, 9);
  return [f, c];
}

const threeTimes = (size: number): [number, number, number] => [size, size, size];

describe('A05.2 initLogReg', () => {
  type Pairs = [F: number, C: number][];

  const check = (sizes: (rng: Rng) => Pairs, kills: readonly string[]): Promise<void> =>
    student.checkProbe('initialWeights', {
      who: 'initLogReg',
      args: (rng) => [sizes(rng), draw.integer(rng, 0, 1e6)],
      expected: (sizes: Pairs, seed: number) => {
        const generator = new torch.Generator().manualSeed(seed);
        return sizes.map(([F, C]) => {
          const bound = 1 / Math.sqrt(F);
          const [W, b] = [torch.rand(F, C, { generator }), torch.rand(C, { generator })];
          return { W: W.mul(2 * bound).sub(bound), b: b.mul(2 * bound).sub(bound) };
        });
      },
      kills,
    });

  const all = ['M-TRANSPOSE', 'M-BIAS2D', 'M-INITSCALE'];
  describe('shape', () => {
    test('features and classes', () => check((rng) => [distinctPair(rng)], all));
    test('a single feature', () => check(() => [[1, 4]], ['M-TRANSPOSE', 'M-BIAS2D']));
  });
  describe('values', () => {
    test('many features', () => check((rng) => [[draw.integer(rng, 20, 40), 3]], all));
    test('as many classes as features', () => check(() => [[5, 5]], ['M-BIAS2D', 'M-INITSCALE']));
    test('two models from one generator', () => check((rng) => [distinctPair(rng), distinctPair(rng)], all));
  });
});

/** The cases of the two functions that take samples, weights and biases. */
const MODELS: Groups<Model> = {
  shape: [
    {
      title: 'unlike sizes',
      args: (rng) => model(rng, unlike(rng)),
      kills: ['M-TRANSPOSE', 'M-BIAS2D', 'M-AXIS', 'M-SCALAR'],
    },
    {
      title: 'a single sample',
      args: (rng) => model(rng, { N: 1, F: 2, C: 4 }),
      kills: ['M-TRANSPOSE', 'M-BIAS2D', 'M-AXIS', 'M-SCALAR'],
    },
  ],
  values: [
    {
      title: 'more samples than classes [S4-05]',
      args: (rng) => model(rng, { N: draw.integer(rng, 7, 9), F: 3, C: 4 }),
      kills: ['M-TRANSPOSE', 'M-BIAS2D'],
    },
    {
      title: 'as many samples as classes',
      args: (rng) => model(rng, { N: 4, F: 3, C: 4 }),
      kills: ['M-BIAS2D', 'M-AXIS'],
    },
    {
      title: 'as many features as classes',
      args: (rng) => model(rng, { N: 6, F: 3, C: 3 }),
      kills: ['M-TRANSPOSE'],
    },
    {
      title: 'all sizes equal',
      args: (rng) => model(rng, { N: 3, F: 3, C: 3 }),
      kills: ['M-TRANSPOSE', 'M-BIAS2D', 'M-AXIS'],
    },
  ],
  edges: [
    {
      title: 'a single feature',
      args: (rng) => model(rng, { N: 5, F: 1, C: 3 }),
      kills: ['M-TRANSPOSE', 'M-BIAS2D'],
    },
    {
      title: 'samples of unlike scale',
      args: unlikeRows,
      kills: ['M-TRANSPOSE', 'M-BIAS2D', 'M-SIGEACH'],
    },
    {
      title: 'two classes',
      args: (rng) => model(rng, { N: 5, F: 4, C: 2 }),
      kills: ['M-TRANSPOSE', 'M-BIAS2D', 'M-SIGEACH'],
    },
  ],
};

/** The same cases without the wrong answers that only probabilities can have. */
function scoresOnly(groups: Groups<Model>): Groups<Model> {
  const isOfScores = (code: string): boolean => code === 'M-TRANSPOSE' || code === 'M-BIAS2D';
  const entries = Object.entries(groups).map(([group, cases]) => [
    group,
    cases.map((one) => ({ ...one, kills: one.kills?.filter(isOfScores) ?? [] })),
  ]);
  return Object.fromEntries(entries);
}

describe('A05.3 logits', () => {
  declare<Model>('logits', (X, W, b) => X.matmul(W).add(b), {
    ...scoresOnly(MODELS),
    edges: [
      ...(scoresOnly(MODELS).edges ?? []),
      {
        title: 'double precision',
        args: (rng) => {
          const [X, W, b] = model(rng, unlike(rng));
          return [X.double(), W.double(), b.double()];
        },
      },
    ],
  });
});

const probabilities = (X: Tensor, W: Tensor, b: Tensor): Tensor => torch.softmax(X.matmul(W).add(b), 1);

describe('A05.4 logregPredictProba', () => {
  declare('logregPredictProba', probabilities, MODELS);

  describe('edges', () => {
    test('with one class fixed at 0 it is the sigmoid', () =>
      student.check('logregPredictProba', {
        args: (rng) => {
          const [X, w, b] = model(rng, { N: 4, F: 3, C: 1 });
          return [X, torch.cat([w, torch.zeros(3, 1)], 1), torch.cat([b, torch.zeros(1)])];
        },
        expected: (X: Tensor, W: Tensor, b: Tensor) => {
          const yes = torch.sigmoid(X.matmul(W).add(b).select(1, 0));
          return torch.stack([yes, yes.neg().add(1)], 1);
        },
        tolerance: { rtol: 1e-4, atol: 1e-5 },
        kills: ['M-SIGEACH', 'M-AXIS'],
      }));
  });

  const kills = ['M-OVERFLOW'];
  declare('logregPredictProba', probabilities, {
    stability: [
      { title: 'scores of a thousand', args: (rng) => hugeScores(rng, 2), kills },
      { title: 'scores of a thousand in a larger batch', args: (rng) => hugeScores(rng, 5), kills },
    ],
  });

  describe('values', () => {
    test('a trained model of three price bands [S1-18]', () =>
      student.check('logregPredictProba', {
        args: (rng): Model => {
          const { X, W, b } = priceBands(rng, 12);
          return [X, W, b];
        },
        expected: probabilities,
        kills: ['M-AXIS', 'M-SIGEACH'],
      }));
  });
});

describe('A05.5 fromTorchLayout', () => {
  const kills = ['M-TRANSPOSE', 'M-RESHAPE', 'M-BIAS2D'];
  const layer = (rng: Rng, C: number, F: number): [Tensor, Tensor] => [
    numbers(rng, [C, F]),
    numbers(rng, [C]),
  ];
  declare<[Tensor, Tensor]>('fromTorchLayout', (weight, bias) => ({ W: torch.t(weight), b: bias }), {
    shape: [{ title: 'unlike sizes', args: (rng) => layer(rng, ...distinctPair(rng)), kills }],
    values: [
      { title: 'more features than classes', args: (rng) => layer(rng, 3, 5), kills },
      { title: 'more classes than features', args: (rng) => layer(rng, draw.integer(rng, 5, 8), 4), kills },
      { title: 'as many classes as features', args: (rng) => layer(rng, 4, 4), kills },
    ],
    edges: [
      { title: 'a single feature', args: (rng) => layer(rng, 3, 1), kills: ['M-TRANSPOSE', 'M-BIAS2D'] },
      { title: 'a single class', args: (rng) => layer(rng, 1, 4), kills: ['M-TRANSPOSE', 'M-BIAS2D'] },
      {
        title: 'double precision',
        args: (rng) => {
          const [weight, bias] = layer(rng, 2, 3);
          return [weight.double(), bias.double()];
        },
        kills,
      },
    ],
  });
});

describe('A05.6 binaryForward', () => {
  const samples = (rng: Rng, N: number, F: number): Model => [
    numbers(rng, [N, F], 1),
    numbers(rng, [F], 1),
    numbers(rng, []),
  ];
  const huge = (rng: Rng, N: number): Model => {
    const signs = Array.from({ length: N }, (_, i) => (i % 2 === 0 ? 1 : -1));
    const scores = signs.map((sign) => sign * draw.integer(rng, 200, 1500));
    return [floats(draw.shuffle(rng, [...scores, 1]), [N + 1, 1]), floats([1], [1]), floats([-0.5], [])];
  };
  declare<Model>('binaryForward', (x, w, b) => torch.sigmoid(x.mul(w).sum(1).add(b)), {
    shape: [
      {
        title: 'one answer per sample',
        args: (rng) => samples(rng, ...distinctPair(rng)),
        kills: ['M-NX1', 'M-SCALAR', 'M-AXIS'],
      },
      {
        title: 'a single sample',
        args: (rng) => samples(rng, 1, draw.integer(rng, 2, 6)),
        kills: ['M-NX1', 'M-SCALAR', 'M-AXIS'],
      },
    ],
    values: [
      {
        title: 'more samples than features',
        args: (rng) => samples(rng, 8, 3),
        kills: ['M-NX1', 'M-SCALAR'],
      },
      {
        title: 'as many samples as features',
        args: (rng) => samples(rng, 4, 4),
        kills: ['M-NX1', 'M-SCALAR'],
      },
      {
        title: 'a bias that decides',
        args: (rng) => [
          numbers(rng, [3, 2], 0.2),
          numbers(rng, [2], 0.2),
          floats([draw.integer(rng, 2, 4)], []),
        ],
        kills: ['M-AXIS', 'M-SCALAR'],
      },
    ],
    edges: [
      { title: 'a single feature', args: (rng) => samples(rng, 5, 1), kills: ['M-NX1', 'M-SCALAR'] },
      {
        title: 'scores of zero',
        args: (rng) => [numbers(rng, [3, 4]), torch.zeros(4), torch.tensor(0, { dtype: torch.float32 })],
        kills: ['M-NX1', 'M-SCALAR', 'M-AXIS'],
      },
    ],
    stability: [
      { title: 'scores of a thousand', args: (rng) => huge(rng, 4), kills: ['M-SIGOVER'] },
      { title: 'one score of a thousand', args: (rng) => huge(rng, 1), kills: ['M-SIGOVER'] },
    ],
  });
});

describe('A05.7 multiLabel', () => {
  /** Whole 64ths, so that a threshold may be met exactly. */
  const chances = (rng: Rng, N: number, C: number): number[][] =>
    Array.from({ length: N }, () => Array.from({ length: C }, () => draw.integer(rng, 1, 63) / 64));

  const asked = (rows: readonly (readonly number[])[], threshold: number): [Tensor, number] => [
    floats(rows.flat(), [rows.length, rows[0]?.length ?? 0]),
    threshold,
  ];

  const expected = (probs: Tensor, threshold: number): number[][] =>
    (probs.tolist() as number[][]).map((row) =>
      [...row.keys()].filter((label) => (row[label] as number) > threshold),
    );

  /** Every row has a 1/64 and a 63/64 beside what is drawn. */
  const mixed = (rng: Rng, N: number, C: number): number[][] =>
    chances(rng, N, C - 2).map((row) => draw.shuffle(rng, [1 / 64, 63 / 64, ...row]));

  const kills = ['M-SOFTMULTI', 'M-AXIS', 'M-WRONGSIDE', 'M-SCALAR'];
  declare('multiLabel', expected, {
    values: [
      { title: 'more samples than labels', args: (rng) => asked(mixed(rng, 7, 4), 0.3), kills },
      { title: 'more labels than samples', args: (rng) => asked(mixed(rng, 3, 6), 0.5), kills },
      { title: 'as many labels as samples', args: (rng) => asked(mixed(rng, 5, 5), 0.4), kills },
      { title: 'a low threshold', args: (rng) => asked(mixed(rng, 4, 5), 0.1), kills },
    ],
    edges: [
      {
        title: 'exactly at the threshold',
        args: (rng) => {
          const threshold = draw.integer(rng, 20, 44) / 64;
          return asked(
            mixed(rng, 3, 4).map((row) => draw.shuffle(rng, [...row, threshold])),
            threshold,
          );
        },
        kills: ['M-THRESH', ...kills],
      },
      {
        title: 'a sample without labels',
        args: (rng) => asked([[0.125, 0.25, 0.0625], ...mixed(rng, 2, 3)], 0.5),
        kills: ['M-WRONGSIDE', 'M-AXIS'],
      },
      {
        title: 'a single sample with every label',
        args: (rng) => asked([draw.uniform(rng, 4, 0.92, 0.99)], 0.9),
        kills: ['M-SOFTMULTI', 'M-AXIS', 'M-SCALAR', 'M-WRONGSIDE'],
      },
    ],
  });
});

describe('A05.8 regressionAsClassifier', () => {
  const predictions = (rng: Rng, N: number, low: number, high: number): Tensor =>
    floats(draw.uniform(rng, N, low, high), [N]);
  const expected = (yHat: Tensor, C: number): Tensor => torch.clamp(torch.round(yHat), 0, C - 1).long();
  const always = ['M-FLOATLABEL', 'M-TRUNCATE', 'M-MUTATE'];
  declare('regressionAsClassifier', expected, {
    values: [
      { title: 'three classes', args: (rng) => [predictions(rng, 12, -0.4, 2.4), 3], kills: always },
      { title: 'two classes', args: (rng) => [predictions(rng, 9, -0.3, 1.3), 2], kills: always },
      {
        title: 'predictions outside of the classes',
        args: (rng) => [torch.cat([predictions(rng, 4, -3, -1), predictions(rng, 4, 5, 9)]), 4],
        kills: ['M-LABELRANGE', 'M-FLOATLABEL', 'M-MUTATE'],
      },
    ],
    edges: [
      {
        title: 'halfway between two classes',
        args: (rng) => [floats(draw.shuffle(rng, [0.5, 1.5, 2.5, 3.5, 4.5, -0.5]), [6]), 6],
        kills: ['M-HALFUP', 'M-FLOATLABEL', 'M-TRUNCATE'],
      },
      {
        title: 'a single prediction',
        args: (rng) => [predictions(rng, 1, 1.6, 1.9), 5],
        kills: always,
      },
      {
        title: 'far away',
        args: (rng) => [floats(draw.shuffle(rng, [-1e6, 1e6, 0.75, 2]), [4]), 3],
        kills: ['M-LABELRANGE', 'M-FLOATLABEL'],
      },
    ],
  });

  describe('bands', () => {
    for (const [title, each] of [
      ['rounding a regression collapses to the middle band [S1-18]', 14],
      ['logistic regression is right more often [S1-18]', 20],
    ] as const) {
      test(title, () => {
        let bands: Bands | undefined;
        const isWorse: Property = {
          says: 'is right for fewer houses than logistic regression, and nearly always the middle band',
          holds(received) {
            if (bands === undefined) return false;
            const { X, band, W, b } = bands;
            const labels = torch.tensor([...(received as { data: BigInt64Array }).data].map(Number));
            const logistic = rightShare(probabilities(X, W, b).argmax(1), band);
            return rightShare(labels, torch.onesLike(band)) > 0.7 && rightShare(labels, band) < logistic;
          },
        };
        return student.check('regressionAsClassifier', {
          args: (rng): [Tensor, number] => {
            bands = priceBands(rng, each);
            return [regressed(bands), 3];
          },
          expected,
          properties: [isWorse],
          kills: ['M-FLOATLABEL', 'M-TRUNCATE'],
        });
      });
    }
  });
});

describe('A05.9 buildHead', () => {
  type Head = [kind: HeadKind, sizes: number[], values: Tensor, x: Tensor];

  const pairs = (sizes: readonly number[]): [number, number][] =>
    sizes.slice(1).map((size, i) => [sizes[i] as number, size]);

  const learned = (sizes: readonly number[]): number =>
    pairs(sizes).reduce((sum, [inputs, outputs]) => sum + (inputs + 1) * outputs, 0);

  const check = (
    kind: HeadKind,
    sizes: (rng: Rng) => number[],
    N: number,
    kills: readonly string[],
  ): Promise<void> =>
    student.checkProbe('headOutputs', {
      who: 'buildHead',
      args: (rng): Head => {
        const drawn = sizes(rng);
        return [kind, drawn, numbers(rng, [learned(drawn)], 0.5), numbers(rng, [N, drawn[0] as number], 1)];
      },
      expected: (_kind: HeadKind, sizes: number[], values: Tensor, x: Tensor) => {
        let [used, outputs] = [0, x];
        const take = (length: number): Tensor => {
          used += length;
          return values.narrow(0, used - length, length);
        };
        for (const [from, to] of pairs(sizes)) {
          const weight = take(from * to).reshape([to, from]);
          outputs = outputs.matmul(torch.t(weight)).add(take(to));
        }
        return { shapes: pairs(sizes).flatMap(([from, to]) => [[to, from], [to]]), outputs };
      },
      tolerance: { rtol: 1e-4, atol: 1e-4 },
      kills,
    });

  describe('layers', () => {
    test('a regression of several layers', () =>
      check('regression', (rng) => [...draw.distinct(rng, 3, 2, 8), 1], 4, ['M-TRANSPOSE']));
    test('a binary head', () =>
      check('binary', (rng) => [...distinctPair(rng), 1], 5, ['M-TRANSPOSE', 'M-ACTLAST']));
    test('a multiclass head', () =>
      check('multiclass', (rng) => draw.distinct(rng, 3, 2, 8), 3, ['M-TRANSPOSE', 'M-ACTLAST']));
    test('many layers', () =>
      check('multiclass', (rng) => draw.distinct(rng, 5, 2, 9), 2, ['M-TRANSPOSE', 'M-ACTLAST']));
  });
  describe('edges', () => {
    test('a single layer', () =>
      check('multiclass', (rng) => distinctPair(rng), 4, ['M-TRANSPOSE', 'M-ACTLAST']));
    test('a single layer for yes or no', () =>
      check('binary', () => [6, 1], 1, ['M-TRANSPOSE', 'M-ACTLAST']));
    test('a regression of two numbers at once', () =>
      check('regression', () => [3, 5, 2], 4, ['M-TRANSPOSE']));
  });
  describe('refusals', () => {
    const heads = (sizes: readonly (readonly [HeadKind, number[]])[]) =>
      student.checkProbe('refusals', {
        who: 'buildHead',
        args: () => [sizes.map(([kind, list]) => [kind, list] as [HeadKind, number[]])],
        expected: (list: [HeadKind, number[]][]) =>
          list.map(([kind, sizes]) => kind === 'binary' && sizes.at(-1) !== 1),
        kills: ['M-HEADSIZE'],
      });
    test('a binary head of two outputs', () =>
      heads([
        ['binary', [5, 3, 2]],
        ['binary', [5, 3, 1]],
        ['multiclass', [5, 3, 2]],
      ]));
    test('a binary head that only starts with 1', () =>
      heads([
        ['binary', [1, 4]],
        ['binary', [1, 1]],
        ['regression', [1, 4]],
      ]));
  });
});

describe('A05.10 mlpParameterCount', () => {
  const expected = (sizes: number[]): number => {
    let total = 0;
    for (let i = 1; i < sizes.length; i++)
      total += (sizes[i - 1] as number) * (sizes[i] as number) + (sizes[i] as number);
    return total;
  };
  const kills = ['M-BIASFORGOT'];
  declare('mlpParameterCount', expected, {
    values: [
      { title: 'three layers', args: (rng): [number[]] => [draw.distinct(rng, 4, 5, 60)], kills },
      { title: 'many layers', args: (rng) => [draw.distinct(rng, 7, 2, 40)], kills },
    ],
    edges: [
      { title: 'a single layer', args: (rng) => [draw.distinct(rng, 2, 3, 90)], kills },
      { title: 'layers of one', args: (rng) => [[draw.integer(rng, 2, 9), 1, 1, 3]], kills },
    ],
  });
});

describe('A05.11 houseAnswer', () => {
  const pick =
    (name: string) =>
    (answer: unknown): never =>
      (answer as Readonly<Record<string, never>> | null | undefined)?.[name] as never;
  const tolerance = { rtol: 0, atol: 1e-3 };
  const scores = floats([1, 2, -1], [3]);
  const probs = torch.softmax(scores, 0).tolist() as number[];

  describe('probs', () => {
    test('three steps to probabilities [S1-16] [S4-12]', () =>
      student.checkExport('houseAnswer', { expected: probs, pick: pick('probs'), tolerance }));
  });
  describe('verdict', () => {
    test('accuracy [S1-17] [S4-13]', () =>
      student.checkExport('houseAnswer', { expected: 1, pick: pick('accuracy'), tolerance }));
    test('loss [S1-17] [S4-13]', () =>
      student.checkExport('houseAnswer', {
        expected: -Math.log(probs[1] as number),
        pick: pick('loss'),
        tolerance,
      }));
  });
});
