import { describe, test } from '@jest/globals';
import { draw, type Rng, submission, type Tolerance } from '#grader/authoring';
import { data, nn, sk, type Tensor, torch } from '#torch';
import type { Fit, LossName, Net, Reduction, TrainOptions } from './probes.ts';

const student = submission('a11-binary-classification');

const { float32, float64, int64 } = torch;

// ── Inputs ────────────────────────────────────────────────────────────────────────────────────────────────

const range = (length: number): number[] => Array.from({ length }, (_, i) => i);
const count = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);

const tensorOf = (numbers: readonly number[], shape: readonly number[], dtype = float32): Tensor =>
  torch.tensor([...numbers], { dtype }).reshape([...shape]);

const vector = (numbers: readonly number[], dtype = float32): Tensor =>
  tensorOf(numbers, [numbers.length], dtype);

/** Away from 0, on either side. */
const signed = (rng: Rng, n: number, low: number, high: number): number[] =>
  draw.uniform(rng, n, low, high).map((x) => (rng() < 0.5 ? -x : x));

const logits = (rng: Rng, shape: readonly number[], dtype = float32): Tensor =>
  tensorOf(signed(rng, count(shape), 0.3, 4), shape, dtype);

const probabilities = (rng: Rng, shape: readonly number[], dtype = float32): Tensor =>
  tensorOf(draw.uniform(rng, count(shape), 0.05, 0.95), shape, dtype);

/** Zeros and ones, both of them where there are two entries or more. */
function answers(rng: Rng, shape: readonly number[], dtype = float32): Tensor {
  const n = count(shape);
  const mixed = [1, 0, ...range(n).map(() => draw.integer(rng, 0, 1))].slice(0, n);
  return tensorOf(draw.shuffle(rng, mixed), shape, dtype);
}

/** Targets that are sure of nothing. */
const soft = (rng: Rng, shape: readonly number[], dtype = float32): Tensor =>
  tensorOf(draw.uniform(rng, count(shape), 0.1, 0.9), shape, dtype);

// ── What is right, in plain numbers ───────────────────────────────────────────────────────────────────────

const numbersOf = (x: Tensor): number[] => x.flatten().tolist() as number[];

/** Entry by entry, in the shape and dtype of the first. */
function entries(of: (x: number, y: number) => number, x: Tensor, y = x): Tensor {
  const second = numbersOf(y);
  return tensorOf(
    numbersOf(x).map((a, i) => of(a, second[i] as number)),
    x.shape,
    x.dtype,
  );
}

const bounded = (x: number): number => Math.max(Math.log(x), -100);
const lossOfProbability = (p: number, y: number): number => -(y * bounded(p) + (1 - y) * bounded(1 - p));
const softplus = (z: number): number => (z > 0 ? z + Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z)));
/** A weighted surprise: softplus(−z) for yes, softplus(z) for no. */
const lossOfLogit = (z: number, y: number): number => y * softplus(-z) + (1 - y) * softplus(z);
const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

const FORMULA = { bce: lossOfProbability, bceWithLogits: lossOfLogit } as const;

function reduced(name: LossName, x: Tensor, y: Tensor, reduction: Reduction = 'mean'): Tensor {
  const losses = entries(FORMULA[name], x, y);
  if (reduction === 'none') return losses;
  const sum = numbersOf(losses).reduce((total, loss) => total + loss, 0);
  return tensorOf([reduction === 'sum' ? sum : sum / losses.numel()], [], x.dtype);
}

const gradientOf = (z: Tensor, y: Tensor): Tensor =>
  entries((logit, target) => (sigmoid(logit) - target) / z.numel(), z, y);

// ── The two losses ────────────────────────────────────────────────────────────────────────────────────────

type Drawn = (rng: Rng) => [x: Tensor, y: Tensor];

/** One case of a loss; without a reduction, its default. */
const lossCase = (name: LossName, drawn: Drawn, kills: readonly string[], reduction?: Reduction) => () =>
  reduction === undefined
    ? student.checkProbe('loss', {
        who: name,
        args: (rng) => [name, ...drawn(rng)],
        expected: (_: LossName, x: Tensor, y: Tensor) => reduced(name, x, y),
        kills,
      })
    : student.checkProbe('loss', {
        who: name,
        args: (rng) => [name, ...drawn(rng), reduction],
        expected: (_: LossName, x: Tensor, y: Tensor, asked: Reduction) => reduced(name, x, y, asked),
        kills,
      });

type Pair = readonly [x: Tensor, y: Tensor];

/** Pairs whose shapes broadcast, so that nothing complains by itself. */
const unfitting = (rng: Rng, of: (rng: Rng, shape: readonly number[]) => Tensor): Pair[] => {
  const n = draw.integer(rng, 3, 6);
  return [
    [of(rng, [n, 1]), answers(rng, [n])],
    [of(rng, [n]), answers(rng, [n, 1])],
    [of(rng, [n]), answers(rng, [1])],
    [of(rng, [1, n]), answers(rng, [n])],
  ];
};

const RIGHT = {
  bce: (p: Tensor, y: Tensor) => reduced('bce', p, y),
  bceWithLogits: (z: Tensor, y: Tensor) => reduced('bceWithLogits', z, y),
  bceWithLogitsGrad: gradientOf,
} as const;

/** A pair that fits, and pairs that must be refused. */
const refusalCase =
  (name: keyof typeof RIGHT, of: (rng: Rng, shape: readonly number[]) => Tensor) => (): Promise<void> =>
    student.checkProbe('refusals', {
      who: name,
      args: (rng) => [name, [of(rng, [5]), answers(rng, [5])] as Pair, unfitting(rng, of)],
      expected: (_: string, [x, y]: Pair, others: readonly Pair[]) => ({
        answer: RIGHT[name](x, y),
        refused: others.map(() => true),
      }),
      kills: ['M-NX1'],
    });

describe('A11.1 bce', () => {
  const always = ['M-NEG', 'M-MSEFORBCE'];
  const kills = [...always, 'M-ONETERM'];
  const drawn =
    (shape: readonly number[], dtype = float32): Drawn =>
    (rng) => [probabilities(rng, shape, dtype), answers(rng, shape, dtype)];

  describe('shape', () => {
    test('a loss for each sample', lossCase('bce', drawn([7]), kills, 'none'));
    test('a table of three labels', lossCase('bce', drawn([4, 3]), [...kills, 'M-SUM']));
    test('shapes that differ', refusalCase('bce', probabilities));
  });

  describe('values', () => {
    test('the mean of a batch', lossCase('bce', drawn([8]), [...kills, 'M-SUM']));
    test('the mean by name', lossCase('bce', drawn([6]), [...kills, 'M-SUM'], 'mean'));
    test('the sum of a batch', lossCase('bce', drawn([9]), kills, 'sum'));
    test('in float64', lossCase('bce', drawn([7], float64), [...kills, 'M-SUM']));
    test(
      'one yes among many a no',
      lossCase(
        'bce',
        (rng) => {
          const n = draw.integer(rng, 9, 12);
          const only = draw.integer(rng, 0, n - 1);
          return [probabilities(rng, [n]), vector(range(n).map((i) => (i === only ? 1 : 0)))];
        },
        [...kills, 'M-SUM'],
      ),
    );
  });

  describe('edges', () => {
    test(
      'targets that are not sure',
      lossCase('bce', (rng) => [probabilities(rng, [6]), soft(rng, [6])], [...kills, 'M-SUM']),
    );
    test(
      'one sample and a no',
      lossCase('bce', (rng) => [probabilities(rng, [1]), vector([0])], kills),
    );
    test(
      'one sample and a yes',
      lossCase('bce', (rng) => [probabilities(rng, [1]), vector([1])], always),
    );
  });

  describe('stability', () => {
    test(
      'sure and right beside sure and wrong',
      lossCase(
        'bce',
        (rng) => {
          const pairs = draw.shuffle(rng, [
            [0, 0],
            [1, 1],
            [0, 1],
            [1, 0],
            [0.5, 1],
          ] as const);
          return [vector(pairs.map(([p]) => p)), vector(pairs.map(([, y]) => y))];
        },
        [...kills, 'M-BCENAN', 'M-CLIP'],
        'none',
      ),
    );
    test(
      'sure and right throughout',
      lossCase(
        'bce',
        (rng) => {
          const y = answers(rng, [6]);
          return [y.clone(), y];
        },
        ['M-BCENAN'],
      ),
    );
    test(
      'a probability beyond the bound',
      lossCase(
        'bce',
        (rng) => [
          vector([10 ** -draw.integer(rng, 50, 90), 0.25, 10 ** -draw.integer(rng, 20, 30)], float64),
          vector([1, 0, 1], float64),
        ],
        [...always, 'M-CLIP', 'M-BCENAN'],
        'none',
      ),
    );
  });
});

describe('A11.2 log1pExp', () => {
  /** Small results count in their own size. */
  const RELATIVE: Tolerance = { rtol: 1e-4, atol: 0 };
  const check = (drawn: (rng: Rng) => Tensor, kills: readonly string[], tolerance?: Tolerance) => () =>
    student.check('log1pExp', {
      args: (rng) => [drawn(rng)],
      expected: (z: Tensor) => entries(softplus, z),
      ...(tolerance !== undefined && { tolerance }),
      kills,
    });

  describe('values', () => {
    test(
      'numbers of either sign',
      check((rng) => logits(rng, [draw.integer(rng, 5, 9)]), []),
    );
    test(
      'a table in float64',
      check((rng) => logits(rng, [3, 4], float64), []),
    );
    test(
      'a single number',
      check((rng) => logits(rng, []), []),
    );
  });

  describe('stability', () => {
    test(
      'far to the right',
      check((rng) => vector([...draw.uniform(rng, 3, 90, 900), 1000, 30]), ['M-SOFTPLUSOVER'], RELATIVE),
    );
    test(
      'far to the right in float64',
      check(
        (rng) => vector([800, ...draw.uniform(rng, 3, 720, 5000)], float64),
        ['M-SOFTPLUSOVER'],
        RELATIVE,
      ),
    );
    test(
      'to the left',
      check((rng) => vector(draw.uniform(rng, 5, -80, -18)), ['M-LOG1P'], RELATIVE),
    );
    test(
      'to the left in float64',
      check((rng) => vector(draw.uniform(rng, 5, -600, -38), float64), ['M-LOG1P'], RELATIVE),
    );
    test(
      'both ends and the middle',
      check(() => vector([-1000, 0, 1000]), ['M-SOFTPLUSOVER']),
    );
  });
});

describe('A11.3 bceWithLogits', () => {
  const always = ['M-SIG2', 'M-NEG', 'M-MSEFORBCE'];
  const drawn =
    (shape: readonly number[], dtype = float32): Drawn =>
    (rng) => [logits(rng, shape, dtype), answers(rng, shape, dtype)];

  describe('shape', () => {
    test('a loss for each sample', lossCase('bceWithLogits', drawn([8]), always, 'none'));
    test('a table of labels', lossCase('bceWithLogits', drawn([3, 5]), always, 'none'));
    test('shapes that differ', refusalCase('bceWithLogits', logits));
  });

  describe('values', () => {
    const kills = [...always, 'M-SUM'];
    test('the mean of a batch', lossCase('bceWithLogits', drawn([7]), kills));
    test('the mean by name', lossCase('bceWithLogits', drawn([5]), kills, 'mean'));
    test('the sum of a batch', lossCase('bceWithLogits', drawn([9]), always, 'sum'));
    test('in float64', lossCase('bceWithLogits', drawn([6], float64), kills));
    test('a column of logits and a column of targets', lossCase('bceWithLogits', drawn([6, 1]), kills));
    test(
      'one yes among many a no',
      lossCase(
        'bceWithLogits',
        (rng) => {
          const n = draw.integer(rng, 9, 12);
          const only = draw.integer(rng, 0, n - 1);
          return [logits(rng, [n]), vector(range(n).map((i) => (i === only ? 1 : 0)))];
        },
        kills,
      ),
    );
  });

  describe('edges', () => {
    test(
      'targets that are not sure',
      lossCase('bceWithLogits', (rng) => [logits(rng, [5]), soft(rng, [5])], [...always, 'M-SUM']),
    );
    test(
      'logits of zero',
      lossCase('bceWithLogits', (rng) => [torch.zeros(4), answers(rng, [4])], [...always, 'M-SUM']),
    );
    test(
      'one sample',
      lossCase('bceWithLogits', (rng) => [logits(rng, [1]), answers(rng, [1])], always),
    );
  });

  describe('stability', () => {
    const lost = [...always, 'M-BCENAN', 'M-CLIP', 'M-SOFTPLUSOVER'];
    const extremes = (rng: Rng, far: number, dtype = float32): [Tensor, Tensor] => {
      const pairs = draw.shuffle(rng, [
        [far, 1],
        [far, 0],
        [-far, 1],
        [-far, 0],
        [0.5, 1],
      ] as const);
      return [
        vector(
          pairs.map(([z]) => z),
          dtype,
        ),
        vector(
          pairs.map(([, y]) => y),
          dtype,
        ),
      ];
    };
    test(
      'a thousand on either side',
      lossCase('bceWithLogits', (rng) => extremes(rng, 1000), lost, 'none'),
    );
    test(
      'the mean of far logits',
      lossCase('bceWithLogits', (rng) => extremes(rng, draw.integer(rng, 200, 900)), lost),
    );
    test(
      'far logits in float64',
      lossCase('bceWithLogits', (rng) => extremes(rng, draw.integer(rng, 800, 2000), float64), lost, 'none'),
    );
    test(
      'sure enough for a probability of one',
      lossCase(
        'bceWithLogits',
        (rng) => [vector(draw.uniform(rng, 5, 20, 60)), torch.zeros(5)],
        [...always, 'M-BCENAN', 'M-CLIP'],
        'none',
      ),
    );
  });

  describe('slopes', () => {
    const check = (drawn: Drawn, kills: readonly string[], reduction: Reduction) => () =>
      student.checkProbe('slopes', {
        who: 'bceWithLogits',
        args: (rng) => [...drawn(rng), reduction],
        expected: (z: Tensor, y: Tensor, asked: Reduction) => {
          const mean = gradientOf(z, y);
          return asked === 'mean' ? mean : mean.mul(z.numel());
        },
        kills,
      });
    test('what flows back from the mean', check(drawn([6]), [...always, 'M-SUM'], 'mean'));
    test(
      'what flows back from far logits',
      check((rng) => [vector(signed(rng, 5, 150, 900)), soft(rng, [5])], [...always, 'M-BCENAN'], 'sum'),
    );
    test('what flows back from each loss', check(drawn([4, 2]), always, 'none'));
  });
});

describe('A11.4 bceWithLogitsGrad', () => {
  const always = ['M-SIGN', 'M-SIG2', 'M-MSEFORBCE'];
  const kills = [...always, 'M-NODIVN'];
  const check =
    (drawn: Drawn, codes: readonly string[] = kills) =>
    () =>
      student.checkProbe('gradient', {
        who: 'bceWithLogitsGrad',
        args: (rng) => [...drawn(rng)],
        expected: gradientOf,
        kills: codes,
      });

  describe('shape', () => {
    test(
      'a column',
      check((rng) => [logits(rng, [5, 1]), answers(rng, [5, 1])]),
    );
    test('shapes that differ', refusalCase('bceWithLogitsGrad', logits));
  });

  describe('values', () => {
    test(
      'a batch',
      check((rng) => {
        const n = draw.integer(rng, 6, 9);
        return [logits(rng, [n]), answers(rng, [n])];
      }),
    );
    test(
      'a table of three labels',
      check((rng) => [logits(rng, [4, 3]), answers(rng, [4, 3])]),
    );
    test('as small steps measure it', () =>
      student.checkProbe('gradient', {
        who: 'bceWithLogitsGrad',
        args: (rng) => [logits(rng, [7], float64), answers(rng, [7], float64)],
        expected: (z: Tensor, y: Tensor) => {
          const h = 1e-5;
          return entries(
            (logit, target) =>
              (lossOfLogit(logit + h, target) - lossOfLogit(logit - h, target)) / (2 * h * 7),
            z,
            y,
          );
        },
        tolerance: { rtol: 1e-6, atol: 1e-9 },
        kills,
      }));
  });

  describe('edges', () => {
    test(
      'targets that are not sure',
      check((rng) => [logits(rng, [5]), soft(rng, [5])]),
    );
    test(
      'one sample',
      check((rng) => [logits(rng, [1]), answers(rng, [1])], always),
    );
    test(
      'logits of zero',
      check((rng) => [torch.zeros(4), answers(rng, [4])]),
    );
  });

  describe('stability', () => {
    test(
      'a thousand on either side',
      check(
        () => [vector([1000, 1000, -1000, -1000]), vector([1, 0, 1, 0])],
        ['M-SIGN', 'M-SIG2', 'M-NODIVN'],
      ),
    );
  });
});

// ── From a model to answers ───────────────────────────────────────────────────────────────────────────────

/** Layers from the first size to the last, with weights away from 0. */
function net(rng: Rng, sizes: readonly number[]): Net {
  return range(sizes.length - 1).map((i) => ({
    weight: range(sizes[i + 1] as number).map(() => signed(rng, sizes[i] as number, 0.3, 1.2)),
    bias: signed(rng, sizes[i + 1] as number, 0.3, 1.2),
  }));
}

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, x, i) => sum + x * (b[i] as number), 0);

/** What a net makes of one sample. */
const outputOf = (layers: Net, x: readonly number[]): number[] =>
  layers.reduce<readonly number[]>(
    (h, { weight, bias }, i) =>
      weight.map((row, k) => {
        const seen = i === 0 ? h : h.map((z) => Math.max(0, z));
        return dot(row, seen) + (bias[k] as number);
      }),
    x,
  ) as number[];

const rowsOf = (X: Tensor): number[][] => X.tolist() as number[][];

describe('A11.5 predictProba', () => {
  const kills = ['M-DETACH', 'M-NX1', 'M-SIG2', 'M-NOSIG'];
  const check =
    (n: (rng: Rng) => number, sizes: (rng: Rng) => number[], dtype = float32) =>
    () =>
      student.checkProbe('proba', {
        who: 'predictProba',
        args: (rng) => {
          const layers = net(rng, sizes(rng));
          const f = layers[0]?.weight[0]?.length ?? 0;
          const rows = n(rng);
          return [layers, tensorOf(signed(rng, rows * f, 0.2, 2), [rows, f], dtype)];
        },
        expected: (layers: Net, X: Tensor) => ({
          p: vector(
            rowsOf(X).map((x) => sigmoid(outputOf(layers, x)[0] as number)),
            X.dtype,
          ),
          recorded: false,
        }),
        kills,
      });

  describe('values', () => {
    test(
      'a network with a hidden layer',
      check(
        (rng) => draw.integer(rng, 6, 9),
        (rng) => [...draw.distinct(rng, 2, 2, 5), 1],
      ),
    );
    test(
      'a linear model in float64',
      check(
        (rng) => draw.integer(rng, 4, 7),
        () => [3, 1],
        float64,
      ),
    );
  });

  describe('edges', () => {
    test(
      'one sample',
      check(
        () => 1,
        () => [2, 3, 1],
      ),
    );
    test(
      'one feature',
      check(
        (rng) => draw.integer(rng, 3, 6),
        () => [1, 1],
      ),
    );
    test('logits of any size', () =>
      student.checkProbe('proba', {
        who: 'predictProba',
        args: (rng) => [
          [{ weight: [[draw.integer(rng, 2, 5)]], bias: [0] }] as Net,
          tensorOf([-300, -2, 0, 1, 300], [5, 1]),
        ],
        expected: (layers: Net, X: Tensor) => ({
          p: vector(rowsOf(X).map((x) => sigmoid(outputOf(layers, x)[0] as number))),
          recorded: false,
        }),
        kills,
      }));
  });
});

describe('A11.6 predictLabels', () => {
  const always = ['M-FLOATLABEL', 'M-WRONGSIDE'];
  const labels = (p: Tensor, threshold = 0.5): Tensor =>
    tensorOf(
      numbersOf(p).map((x) => (x > threshold ? 1 : 0)),
      p.shape,
      int64,
    );

  describe('values', () => {
    test('one half when nothing is said', () =>
      student.check('predictLabels', {
        args: (rng) => [
          vector(
            draw.shuffle(rng, [...draw.uniform(rng, 4, 0.02, 0.48), ...draw.uniform(rng, 3, 0.52, 0.98)]),
          ),
        ],
        expected: (p: Tensor) => labels(p),
        kills: always,
      }));
    test('a threshold of three tenths', () =>
      student.check('predictLabels', {
        args: (rng) => [
          vector(
            draw.shuffle(rng, [
              ...draw.uniform(rng, 2, 0.02, 0.28),
              ...draw.uniform(rng, 3, 0.32, 0.48),
              ...draw.uniform(rng, 2, 0.52, 0.98),
            ]),
          ),
          0.3,
        ],
        expected: labels,
        kills: [...always, 'M-THRESHFIXED'],
      }));
    test('a threshold of seven tenths', () =>
      student.check('predictLabels', {
        args: (rng) => [
          vector(
            draw.shuffle(rng, [
              ...draw.uniform(rng, 2, 0.02, 0.48),
              ...draw.uniform(rng, 3, 0.52, 0.68),
              ...draw.uniform(rng, 2, 0.72, 0.98),
            ]),
          ),
          0.7,
        ],
        expected: labels,
        kills: [...always, 'M-THRESHFIXED'],
      }));
  });

  describe('edges', () => {
    test('probabilities on the threshold', () =>
      student.check('predictLabels', {
        args: (rng) => [vector(draw.shuffle(rng, [0.5, 0.5, 0.25, 0.75]))],
        expected: (p: Tensor) => labels(p),
        kills: [...always, 'M-THRESH'],
      }));
    test('another threshold that is met', () =>
      student.check('predictLabels', {
        args: (rng) => [vector(draw.shuffle(rng, [0.125, 0.25, 0.375, 0.75])), 0.25],
        expected: labels,
        kills: [...always, 'M-THRESH', 'M-THRESHFIXED'],
      }));
    test('the ends in float64', () =>
      student.check('predictLabels', {
        args: (rng) => [vector(draw.shuffle(rng, [0, 1, 0.5, 1e-12]), float64), 0],
        expected: labels,
        kills: [...always, 'M-THRESH', 'M-THRESHFIXED'],
      }));
  });
});

describe('A11.7 binaryClassifier', () => {
  /** How many numbers Linear(i, h) and Linear(h, 1) learn. */
  const learned = (i: number, h: number): number => (i + 1) * h + h + 1;

  function netOf(i: number, h: number, values: Tensor): Net {
    const rest = numbersOf(values);
    const take = (n: number): number[] => rest.splice(0, n);
    const layer = (inputs: number, outputs: number) => ({
      weight: range(outputs).map(() => take(inputs)),
      bias: take(outputs),
    });
    return [layer(i, h), layer(h, 1)];
  }

  const check = (n: number, size: (rng: Rng) => [i: number, h: number]) => () =>
    student.checkProbe('classifier', {
      who: 'binaryClassifier',
      args: (rng) => {
        const [i, h] = size(rng);
        return [
          i,
          h,
          vector(signed(rng, learned(i, h), 0.3, 1.5)),
          tensorOf(signed(rng, n * i, 0.3, 2), [n, i]),
        ];
      },
      expected: (i: number, h: number, values: Tensor, x: Tensor) => ({
        shapes: [[h, i], [h], [1, h], [1]],
        output: tensorOf(
          rowsOf(x).map((row) => outputOf(netOf(i, h, values), row)[0] as number),
          [n, 1],
        ),
      }),
      kills: ['M-SIG2', 'M-LINSTACK'],
    });

  describe('outputs', () => {
    test(
      'more hidden units than features',
      check(9, (rng) => [draw.integer(rng, 2, 3), draw.integer(rng, 4, 6)]),
    );
    test(
      'fewer hidden units than features',
      check(9, (rng) => [draw.integer(rng, 4, 6), draw.integer(rng, 2, 3)]),
    );
    test(
      'as many hidden units as features',
      check(8, (rng) => {
        const size = draw.integer(rng, 3, 4);
        return [size, size];
      }),
    );
  });

  describe('edges', () => {
    test('one feature', () =>
      student.checkProbe('classifier', {
        who: 'binaryClassifier',
        args: (rng) => [
          1,
          2,
          vector([1, -1, 0, 0, ...draw.uniform(rng, 2, 0.5, 2), -3]),
          tensorOf([-2, -0.5, 0, 0.5, 2], [5, 1]),
        ],
        expected: (_i: number, _h: number, values: Tensor, x: Tensor) => {
          const [right, left] = numbersOf(values).slice(4, 6) as [number, number];
          return {
            shapes: [[2, 1], [2], [1, 2], [1]],
            output: entries((t) => right * Math.max(0, t) + left * Math.max(0, -t) - 3, x),
          };
        },
        kills: ['M-SIG2', 'M-LINSTACK'],
      }));
    test('every model learns on its own', () =>
      student.checkProbe('independent', {
        who: 'binaryClassifier',
        args: (rng) => [draw.integer(rng, 2, 4), draw.integer(rng, 3, 6)],
        expected: (_i: number, _h: number) => true,
      }));
  });
});

// ── Training ──────────────────────────────────────────────────────────────────────────────────────────────

/** The training of `trainBinary` from its recipe, with gradients and Adam by hand and in float64. */
function training(X: Tensor, y: Tensor, o: TrainOptions, points: Tensor) {
  torch.manualSeed(o.seed);
  const layers = [new nn.Linear(X.shape[1] as number, o.hidden), new nn.Linear(o.hidden, 1)];
  let values = layers.flatMap((layer) => layer.parameters()).map((p) => p.detach().double());
  let first = values.map((p) => torch.zerosLike(p));
  let second = first;
  let step = 0;
  const forward = (x: Tensor) => {
    const [W1, b1, W2, b2] = values as [Tensor, Tensor, Tensor, Tensor];
    const before = x.matmul(W1.T).add(b1);
    const hidden = before.clamp(0);
    return { before, hidden, z: hidden.matmul(W2.T).add(b2) };
  };
  const batches = new data.DataLoader(new data.TensorDataset(X.double(), y.double()), {
    batchSize: o.batchSize,
    shuffle: true,
  });
  const losses = range(o.epochs).map(() => {
    let total = 0;
    for (const [x, t] of batches as Iterable<[Tensor, Tensor]>) {
      const { before, hidden, z } = forward(x);
      const targets = t.unsqueeze(1);
      total += reduced('bceWithLogits', z, targets).item();
      const dz = gradientOf(z, targets);
      const dHidden = dz.matmul(values[2] as Tensor).mul(before.gt(0));
      const grads = [dHidden.T.matmul(x), dHidden.sum(0), dz.T.matmul(hidden), dz.sum(0)];
      step += 1;
      first = first.map((m, i) => m.mul(0.9).add((grads[i] as Tensor).mul(0.1)));
      second = second.map((v, i) => v.mul(0.999).add((grads[i] as Tensor).square().mul(0.001)));
      values = values.map((p, i) => {
        const m = (first[i] as Tensor).div(1 - 0.9 ** step);
        const v = (second[i] as Tensor).div(1 - 0.999 ** step);
        return p.sub(m.div(v.sqrt().add(1e-8)).mul(o.lr));
      });
    }
    return total / batches.length;
  });
  const right = numbersOf(forward(X.double()).z).map((z, i) => (z > 0 ? 1 : 0) === numbersOf(y)[i]);
  return {
    losses,
    accuracy: right.filter(Boolean).length / right.length,
    values: values.map((p) => p.float()),
    output: forward(points.double()).z.float(),
  };
}

describe('A11.8 trainBinary', () => {
  const who = 'trainBinary';
  /** Adam makes a large step of a small gradient, so that the last digits of float32 grow. */
  const tolerance: Tolerance = { rtol: 2e-3, atol: 2e-4 };
  const always = ['M-SIG2', 'M-NX1', 'M-MSEFORBCE', 'M-NOZERO'];
  const kills = [...always, 'M-SUM', 'M-ITEM', 'M-EPOCHAVG'];

  /** Points whose label says on which side of a curve they lie. */
  function curve(rng: Rng, n: number, f: number): [X: Tensor, y: Tensor] {
    const rows = range(n).map(() => draw.normal(rng, f));
    const y = rows.map((x) => (x.reduce((sum, c) => sum + c * c, 0) > 0.8 * f ? 1 : 0));
    return [tensorOf(rows.flat(), [n, f]), vector(y)];
  }

  const circles = (nSamples: number, randomState: number): [X: Tensor, y: Tensor] => {
    const [X, y] = sk.makeCircles({ nSamples, factor: 0.5, noise: 0.1, randomState });
    return [torch.tensor(X, { dtype: float32 }), torch.tensor(y, { dtype: float32 })];
  };

  const PROBES = [0, 0, -1, -1, 0.3, -0.6, 1.2, 0.4];
  const points = (f: number): Tensor =>
    tensorOf(
      range(4 * f).map((i) => PROBES[i % PROBES.length] as number),
      [4, f],
    );
  const seedOf = (rng: Rng): number => draw.integer(rng, 1, 1e6);

  describe('steps', () => {
    test('two epochs whose last batch is smaller', () =>
      student.checkProbe('trained', {
        who,
        args: (rng) => {
          const [f, hidden] = draw.distinct(rng, 2, 2, 5) as [number, number];
          const o = { hidden, lr: 0.05, epochs: 2, batchSize: 9, seed: seedOf(rng) };
          return [...curve(rng, draw.integer(rng, 20, 25), f), o, points(f)];
        },
        expected: training,
        tolerance,
        kills,
      }));
    test('one epoch of two batches', () =>
      student.checkProbe('trained', {
        who,
        args: (rng) => {
          const o = { hidden: 4, lr: 0.1, epochs: 1, batchSize: 8, seed: seedOf(rng) };
          return [...curve(rng, 13, 3), o, points(3)];
        },
        expected: training,
        tolerance,
        kills,
      }));
    test('seven steps of one batch each', () =>
      student.checkProbe('trained', {
        who,
        args: (rng) => {
          const o = {
            hidden: draw.integer(rng, 3, 6),
            lr: 0.02,
            epochs: 7,
            batchSize: 50,
            seed: seedOf(rng),
          };
          return [...curve(rng, draw.integer(rng, 12, 18), 2), o, points(2)];
        },
        expected: training,
        tolerance,
        kills,
      }));
  });

  describe('circles', () => {
    /** Data and seeds from which the network finds the inner circle; some others end in a network that is dead. */
    const VERIFIED = [
      [11, 1],
      [12, 1],
      [12, 2],
      [14, 2],
      [15, 1],
      [16, 1],
      [16, 2],
      [20, 1],
      [20, 2],
      [22, 1],
      [26, 1],
      [28, 2],
    ] as const;
    const proved = (epochs: number) => ({
      who,
      args: (rng: Rng): [Tensor, Tensor, TrainOptions, Tensor] => {
        const [[randomState, seed]] = draw.shuffle(rng, VERIFIED) as [[number, number]];
        return [...circles(200, randomState), { hidden: 5, lr: 0.1, epochs, batchSize: 50, seed }, points(2)];
      },
      expected: training,
      tolerance,
    });
    test('the inner circle is found', () =>
      student.checkProbe('trained', {
        ...proved(20),
        properties: [
          {
            says: 'answers fewer than 95 of 100 samples right',
            holds: (received) => (received as { accuracy: number }).accuracy > 0.95,
          },
        ],
        kills,
      }));
    test('the circle is about to be found', () =>
      student.checkProbe('trained', { ...proved(5), kills: [...kills, 'M-THRESH'] }));
  });

  describe('edges', () => {
    test('one sample in each batch', () =>
      student.checkProbe('trained', {
        who,
        args: (rng) => {
          const o = { hidden: 3, lr: 0.05, epochs: 1, batchSize: 1, seed: seedOf(rng) };
          return [...curve(rng, 6, 2), o, points(2)];
        },
        expected: training,
        tolerance,
        kills: ['M-SIG2', 'M-MSEFORBCE', 'M-NOZERO', 'M-ITEM'],
      }));
    test('one feature', () =>
      student.checkProbe('trained', {
        who,
        args: (rng) => {
          const o = { hidden: 4, lr: 0.05, epochs: 2, batchSize: 6, seed: seedOf(rng) };
          return [...curve(rng, 10, 1), o, points(1)];
        },
        expected: training,
        tolerance,
        kills: [...always, 'M-SUM', 'M-ITEM'],
      }));
  });
});

// ── The grid ──────────────────────────────────────────────────────────────────────────────────────────────

describe('A11.9 decisionGrid', () => {
  const who = 'decisionGrid';
  const tolerance: Tolerance = { rtol: 1e-4, atol: 1e-6 };
  const always = ['M-SIG2', 'M-NOSIG'];
  const kills = [...always, 'M-GRIDT', 'M-GRIDEND'];
  const surface = (layers: Net, lo: number, hi: number, n: number) => {
    const axis = range(n).map((k) => lo + ((hi - lo) * k) / (n - 1));
    return {
      xs: axis,
      ys: axis,
      p: axis.map((y) => axis.map((x) => sigmoid(outputOf(layers, [x, y])[0] as number))),
    };
  };
  const check =
    (args: (rng: Rng) => [Net, lo: number, hi: number, n: number], codes: readonly string[]) => () =>
      student.checkProbe('grid', { who, args, expected: surface, tolerance, kills: codes });
  const plane = (x: number, y: number, bias: number): Net => [{ weight: [[x, y]], bias: [bias] }];

  describe('orientation', () => {
    test(
      'steeper along x than along y',
      check((rng) => [plane(3, 1, 0), -1, 1, draw.integer(rng, 4, 7)], kills),
    );
    test(
      'falling along y alone',
      check((rng) => [plane(0, -draw.integer(rng, 1, 3), 0.5), -2, 1, 5], kills),
    );
    test(
      'a plane that is drawn',
      check((rng) => {
        const [a] = signed(rng, 1, 0.5, 1) as [number];
        return [plane(a, -2 * a, 0.3), 0, 2, draw.integer(rng, 3, 6)];
      }, kills),
    );
  });

  describe('values', () => {
    test(
      'a network with a hidden layer',
      check((rng) => [net(rng, [2, 4, 1]), -1.5, 1.5, draw.integer(rng, 4, 8)], always),
    );
    test(
      'the twenty-five points of a picture',
      check((rng) => [plane(2, ...(signed(rng, 2, 0.3, 1) as [number, number])), -1.5, 1.5, 25], kills),
    );
    test(
      'a square that does not hold the origin',
      check((rng) => [plane(1, -2, -1), draw.integer(rng, 2, 4), 6, 5], kills),
    );
  });

  describe('edges', () => {
    test(
      'the four corners',
      check((rng) => [plane(2, 1, 0.5), -draw.integer(rng, 1, 3), 1, 2], kills),
    );
    test(
      'sure on both sides',
      check(() => [plane(900, 300, 1), -1, 1, 5], kills),
    );
  });
});

// ── Logistic regression ───────────────────────────────────────────────────────────────────────────────────

describe('A11.10 logisticRegression', () => {
  const who = 'MyLogisticRegression';
  /** The score may be a mean in float32. */
  const tolerance: Tolerance = { rtol: 1e-4, atol: 1e-6 };
  const kills = ['M-BIASFORGOT', 'M-SUM', 'M-ASCENT'];

  /** The last fit counts: each starts at 0. */
  function regression(X: Tensor, y: Tensor, fits: readonly Fit[], samples: Tensor, threshold: number) {
    const { lr, steps } = fits.at(-1) as Fit;
    const rows = rowsOf(X);
    const targets = numbersOf(y);
    let w = range(X.shape[1] as number).map(() => 0);
    let b = 0;
    const probability = (x: readonly number[]): number => sigmoid(dot(w, x) + b);
    for (let step = 0; step < steps; step++) {
      const errors = rows.map((x, i) => (probability(x) - (targets[i] as number)) / rows.length);
      w = w.map((weight, j) => weight - lr * errors.reduce((sum, e, i) => sum + e * (rows[i]?.[j] ?? 0), 0));
      b -= lr * errors.reduce((sum, e) => sum + e, 0);
    }
    const p = rowsOf(samples).map(probability);
    const labels = (t: number): Tensor =>
      vector(
        p.map((q) => (q > t ? 1 : 0)),
        int64,
      );
    const right = rows.filter((x, i) => (probability(x) > 0.5 ? 1 : 0) === targets[i]);
    return {
      chained: fits.map(() => true),
      p: vector(p, X.dtype),
      recorded: false,
      labels: labels(0.5),
      strict: labels(threshold),
      score: right.length / rows.length,
    };
  }

  /** Two groups of points that overlap, one of them larger, and new points on a line through both. */
  function groups(rng: Rng, n: number, f: number, dtype = float32): [X: Tensor, y: Tensor, samples: Tensor] {
    const y = range(n).map((i) => (i % 3 === 0 ? 0 : 1));
    const X = y.map((label) => draw.normal(rng, f, { mean: label === 1 ? 1.2 : -0.4, std: 0.8 }));
    const samples = [-2.5, -1, -0.4, 0.1, 0.6, 1.5, 2.5].map((x) => range(f).map(() => x + 0.2 * rng()));
    return [tensorOf(X.flat(), [n, f], dtype), vector(y, dtype), tensorOf(samples.flat(), [7, f], dtype)];
  }

  const check =
    (
      n: number,
      f: number,
      fits: readonly Fit[],
      codes: readonly string[],
      dtype = float64,
      threshold = 0.7,
    ) =>
    () =>
      student.checkProbe('fitted', {
        who,
        args: (rng) => {
          const [X, y, samples] = groups(rng, n, f, dtype);
          return [X, y, fits, samples, threshold];
        },
        expected: regression,
        tolerance,
        kills: codes,
      });

  describe('values', () => {
    test('ten steps on two features', check(12, 2, [{ lr: 0.5, steps: 10 }], kills));
    test('as many samples as features', check(4, 4, [{ lr: 0.3, steps: 5 }], kills));
    test('one feature', check(9, 1, [{ lr: 1, steps: 7 }], kills));
    test('in float32', check(10, 3, [{ lr: 0.5, steps: 4 }], kills, float32));
  });

  describe('edges', () => {
    test('one step', check(7, 3, [{ lr: 0.4, steps: 1 }], [...kills, 'M-THRESH'], float64, 0.55));
    test(
      'fitting again',
      check(
        8,
        2,
        [
          { lr: 1, steps: 3 },
          { lr: 0.2, steps: 6 },
        ],
        kills,
      ),
    );
    test('no step at all', check(6, 2, [{ lr: 1, steps: 0 }], []));
  });
});

describe('A11.11 relabel', () => {
  describe('predictions', () => {
    test('five outputs below one half [S2-03] [S2-20]', () =>
      student.checkExport('relabel', { expected: [0, 0, 0, 0, 0] }));
  });
});
