import { describe, test } from '@jest/globals';
import { type Checked, draw, type Property, type Rng, submission, type Tolerance } from '#grader/authoring';
import { F, type Tensor, torch } from '#torch';
import type { Layer } from './probes.ts';

const student = submission('a07-backprop-by-hand');

// ── What is right ─────────────────────────────────────────────────────────────────────────────────────────

type Loss = (...tensors: Tensor[]) => Tensor;

/** The gradients of a loss by each tensor, from the runtime's own autograd. */
function recorded(loss: Loss, ...tensors: readonly Tensor[]): Tensor[] {
  const leaves = tensors.map((tensor) => tensor.clone().requiresGrad_());
  loss(...leaves).backward();
  return leaves.map(({ grad }) => grad as Tensor);
}

/** The gradients of a loss by each tensor of float64, measured by central differences. */
function measured(loss: Loss, ...tensors: readonly Tensor[]): Tensor[] {
  return tensors.map((tensor, at) => {
    const numbers = tensor.flatten().tolist() as number[];
    const lossAt = (i: number, x: number): number => {
      const moved = torch.tensor(numbers.with(i, x), { dtype: torch.float64 }).reshape(tensor.shape);
      return loss(...tensors.with(at, moved)).item();
    };
    const slopes = numbers.map((x, i) => (lossAt(i, x + 1e-5) - lossAt(i, x - 1e-5)) / 2e-5);
    return torch.tensor(slopes, { dtype: torch.float64 }).reshape(tensor.shape);
  });
}

/** What a step gives out, times what comes back to it: its gradients are those of the step. */
const against =
  (dOut: Tensor, step: Loss): Loss =>
  (...tensors) =>
    step(...tensors)
      .mul(dOut)
      .sum();

/** Small steps measure to about nine digits. */
const MEASURED: Tolerance = { rtol: 1e-6, atol: 1e-8 };

// ── Inputs ────────────────────────────────────────────────────────────────────────────────────────────────

const count = (shape: readonly number[]): number => shape.reduce((product, length) => product * length, 1);

const floats = (numbers: readonly number[], shape: readonly number[] = [numbers.length]): Tensor =>
  torch.tensor(numbers, { dtype: torch.float32 }).reshape([...shape]);

/** float32 numbers of either sign, none near 0, where a wrong factor or sign would hardly show. */
const numbers = (rng: Rng, ...shape: number[]): Tensor =>
  floats(
    draw.uniform(rng, count(shape), 0.5, 2).map((x) => (rng() < 0.5 ? -x : x)),
    shape,
  );

/** Two tensors of one shape, of at least four entries; every combination of signs occurs. */
function crossed(rng: Rng, ...shape: number[]): [Tensor, Tensor] {
  const pairs = Array.from({ length: count(shape) }, (_, i) => {
    const [a, b] = draw.uniform(rng, 2, 0.5, 2);
    return [i % 2 === 0 ? a : -a, i % 4 < 2 ? b : -b] as const;
  });
  const mixed = draw.shuffle(rng, pairs);
  return [
    floats(
      mixed.map(([a]) => a),
      shape,
    ),
    floats(
      mixed.map(([, b]) => b),
      shape,
    ),
  ];
}

const probabilities = (rng: Rng, classes: number): Tensor =>
  torch.softmax(floats(draw.normal(rng, classes)), -1);

const labels = (rng: Rng, samples: number, classes: number): Tensor =>
  torch.tensor(
    Array.from({ length: samples }, () => draw.integer(rng, 0, classes - 1)),
    { dtype: torch.int64 },
  );

/** Sizes of at least 2 that cannot be taken for one another. */
const sizes = (rng: Rng, rank = 2): number[] => draw.distinct(rng, rank, 2, 6);

/** A received float32 tensor, to calculate with. */
function tensorOf(received: unknown): Tensor {
  const { data, shape } = received as { data: Float32Array; shape: readonly number[] };
  return floats([...data], shape);
}

/** A pair in double precision. */
const inDouble = ([a, b]: readonly [Tensor, Tensor]): [Tensor, Tensor] => [a.double(), b.double()];

// ── Cases ─────────────────────────────────────────────────────────────────────────────────────────────────

/** A title, how the arguments are drawn, and the wrong answers that this case must catch. */
type Case<A extends readonly unknown[]> = readonly [title: string, args: (rng: Rng) => A, ...kills: string[]];

/** How cases of one function are declared, group by group; `always` are the wrong answers that each must catch. */
const casesOf =
  <A extends readonly unknown[]>(name: string, check: Omit<Checked<A>, 'args' | 'kills'>) =>
  (
    group: string,
    always: readonly string[],
    cases: readonly Case<A>[],
    special: Partial<Checked<A>> = {},
  ): void =>
    describe(group, () => {
      for (const [title, args, ...kills] of cases) {
        test(title, () => student.check(name, { ...check, ...special, args, kills: [...always, ...kills] }));
      }
    });

/** Terms may cancel in a sum: what is left keeps the rounding of the largest sum on the way. */
const SUMS: Tolerance = { rtol: 1e-4, atol: 1e-5 };

type Linear = [X: Tensor, W: Tensor, b: Tensor];

const layer = (rng: Rng, [samples, features, outputs]: readonly number[]): Linear => [
  numbers(rng, samples, features),
  numbers(rng, outputs, features),
  numbers(rng, outputs),
];

describe('A07.1 linearForward', () => {
  const cases = casesOf<Linear>('linearForward', {
    expected: (X, W, b) => ({ out: F.linear(X, W, b), cache: { X, W } }),
    tolerance: SUMS,
  });

  cases(
    'shape',
    ['M-TRANSPOSE', 'M-BIAS2D'],
    [['a row of outputs for each sample', (rng) => layer(rng, sizes(rng, 3))]],
  );
  cases(
    'values',
    ['M-TRANSPOSE'],
    [
      [
        'as many outputs as features',
        (rng) => {
          const [samples, features] = sizes(rng);
          return layer(rng, [samples, features, features]);
        },
        'M-BIAS2D',
      ],
      [
        'as many outputs as samples',
        (rng) => {
          const [samples, features] = sizes(rng);
          return layer(rng, [samples, features, samples]);
        },
        'M-BIAS2D',
      ],
      ['as many of everything', (rng) => layer(rng, [4, 4, 4]), 'M-BIAS2D'],
    ],
  );
  cases(
    'edges',
    ['M-TRANSPOSE'],
    [
      ['a single sample', (rng) => layer(rng, [1, 3, 4]), 'M-BIAS2D'],
      ['a single output', (rng) => layer(rng, [5, 3, 1])],
      [
        'in double precision',
        (rng) => {
          const [X, W, b] = layer(rng, sizes(rng, 3));
          return [X.double(), W.double(), b.double()];
        },
        'M-BIAS2D',
      ],
    ],
  );
});

describe('A07.2 linearBackward', () => {
  type Cache = { X: Tensor; W: Tensor };
  type Backward = [dOut: Tensor, cache: Cache];
  type Found = Record<'dX' | 'dW' | 'db', Tensor>;

  const given = (rng: Rng, [samples, features, outputs]: readonly number[]): Backward => [
    numbers(rng, samples, outputs),
    { X: numbers(rng, samples, features), W: numbers(rng, outputs, features) },
  ];

  const by =
    (gradients: typeof recorded) =>
    (dOut: Tensor, { X, W }: Cache): Found => {
      // What the bias is does not matter, but the layer has one.
      const b = torch.zeros(W.shape[0], { dtype: W.dtype });
      const [dX, dW, db] = gradients(against(dOut, F.linear), X, W, b);
      return { dX, dW, db };
    };

  const always = ['M-TRANSPOSE', 'M-BIAS2D', 'M-DBNOSUM'];
  const cases = casesOf<Backward>('linearBackward', { expected: by(recorded), tolerance: SUMS });

  cases('shape', always, [
    ['each gradient like what it belongs to', (rng) => given(rng, sizes(rng, 3))],
    ['more samples than numbers in the weight', (rng) => given(rng, [9, 2, 3])],
  ]);
  cases('values', always, [
    ['as many outputs as features', (rng) => given(rng, [5, 3, 3])],
    ['as many samples as outputs', (rng) => given(rng, [3, 4, 3])],
    ['as many of everything', (rng) => given(rng, [4, 4, 4])],
  ]);
  cases(
    'values',
    always,
    [
      [
        'small steps in double precision',
        (rng) => {
          const [dOut, { X, W }] = given(rng, sizes(rng, 3));
          return [dOut.double(), { X: X.double(), W: W.double() }];
        },
      ],
    ],
    { expected: by(measured), tolerance: MEASURED },
  );

  /** Row o of dW is the input times entry o of db: what a single sample leaves in a weight. */
  const outerProduct: Property = {
    says: 'has a dW whose rows are multiples of one row, as the numbers in db say',
    holds(received) {
      const { dW, db } = received as { dW: unknown; db: unknown };
      const [weight, bias] = [tensorOf(dW), tensorOf(db)];
      // Whatever the input is: dW[o]·db[k] is db[o]·db[k] times the input, and so is dW[k]·db[o].
      const crosswise = weight.unsqueeze(1).mul(bias.reshape([1, -1, 1]));
      return crosswise.sub(crosswise.transpose(0, 1)).abs().max().item() < 1e-3;
    },
  };
  cases('edges', always, [['a single sample [S2-17]', (rng) => given(rng, [1, 5, 3])]], {
    properties: [outerProduct],
  });
  cases(
    'edges',
    ['M-TRANSPOSE'],
    [
      ['a single output', (rng) => given(rng, [4, 3, 1]), 'M-DBNOSUM'],
      ['a single feature', (rng) => given(rng, [4, 1, 3]), 'M-DBNOSUM', 'M-BIAS2D'],
    ],
  );

  describe('layers', () => {
    const stack = (rng: Rng, widths: readonly number[]): Layer[] =>
      widths.slice(1).map((outputs, k) => {
        const features = widths[k];
        // As large as PyTorch makes them, so that numbers keep their size on the way.
        const bound = 1 / Math.sqrt(features);
        const uniform = (...shape: number[]): Tensor =>
          floats(draw.uniform(rng, count(shape), -bound, bound), shape);
        return [uniform(outputs, features), uniform(outputs)];
      });

    const check = (title: string, samples: number, widths: readonly number[]): void =>
      test(title, () =>
        student.checkProbe('stackGradients', {
          who: 'linearBackward',
          args: (rng) => [
            stack(rng, widths),
            numbers(rng, samples, widths[0]),
            numbers(rng, samples, widths[widths.length - 1]),
          ],
          expected: (layers: readonly Layer[], X: Tensor, dOut: Tensor) => {
            const scores = (...parameters: Tensor[]): Tensor =>
              layers.reduce((x, _, k) => F.linear(x, parameters[2 * k], parameters[2 * k + 1]), X);
            const grads = recorded(against(dOut, scores), ...layers.flat());
            return layers.map((_, k) => grads.slice(2 * k, 2 * k + 2));
          },
          tolerance: SUMS,
          kills: always,
        }),
      );

    check('three layers and a single sample [S2-15] [S2-16]', 1, [16, 8, 4, 2]);
    check('three layers and a batch', 5, [3, 6, 2, 4]);
    check('four square layers', 3, [3, 3, 3, 3, 3]);
  });
});

/** What a step between two tensors of one shape is told: what comes back to it, and what it remembers. */
type Step = [dOut: Tensor, remembered: Tensor];

describe('A07.3 sigmoidBackward', () => {
  /** From the outputs themselves, in double precision: near 1 a float32 has few digits left for 1 − out. */
  const expected = (dOut: Tensor, out: Tensor): Tensor => {
    const s = out.double();
    return dOut.double().mul(s.sub(s.square())).to(dOut.dtype);
  };
  const given = (dOut: Tensor, x: Tensor): Step => [dOut, torch.sigmoid(x)];
  const cases = casesOf<Step>('sigmoidBackward', { expected });
  const always = ['M-SIGPRIME', 'M-NOCHAIN', 'M-MUTATE'];

  cases('values', always, [
    ['a batch of hidden units', (rng) => given(numbers(rng, 3, 4), numbers(rng, 3, 4))],
    ['hidden units of one sample', (rng) => given(numbers(rng, 5), numbers(rng, 5))],
  ]);
  cases(
    'values',
    always,
    [
      [
        'small steps in double precision',
        (rng) => given(numbers(rng, 2, 3).double(), numbers(rng, 2, 3).double()),
      ],
    ],
    {
      expected: (dOut, out) => measured(against(dOut, torch.sigmoid), torch.logit(out))[0],
      tolerance: MEASURED,
    },
  );
  cases('edges', always, [
    [
      'outputs that have reached 0 and 1',
      (rng) => [numbers(rng, 4), floats([0, 1, 0.5, ...draw.uniform(rng, 1, 0.1, 0.3)])],
    ],
    ['nothing but a number', (rng) => given(numbers(rng), numbers(rng))],
  ]);
});

describe('A07.4 reluBackward', () => {
  const cases = casesOf<Step>('reluBackward', {
    expected: (dOut, x) => recorded(against(dOut, torch.relu), x)[0],
  });
  const always = ['M-RELUGATE', 'M-NOCHAIN'];

  cases('values', always, [
    ['a batch of hidden units', (rng) => crossed(rng, ...sizes(rng))],
    ['hidden units of one sample', (rng) => crossed(rng, 6)],
    ['hidden units on three axes', (rng) => crossed(rng, 2, 3, 2)],
  ]);
  cases(
    'values',
    always,
    [['small steps in double precision', (rng) => inDouble(crossed(rng, 2, 4))]],
    // All inputs lie further from the corner than a step.
    {
      expected: (dOut, x) => measured(against(dOut, torch.relu), x)[0],
      tolerance: MEASURED,
    },
  );
  cases(
    'edges',
    ['M-RELU0', 'M-NOCHAIN'],
    [
      ['inputs that are exactly 0', (rng) => [numbers(rng, 6), floats([0, -0, 1e-30, -1e-30, 2, 0])]],
      [
        'a whole row of zeros',
        (rng) => [numbers(rng, 2, 3), torch.cat([torch.zeros(1, 3), numbers(rng, 1, 3).abs()])],
      ],
    ],
  );
});

describe('A07.5 mseBackward', () => {
  type Pair = [yHat: Tensor, y: Tensor];
  const by =
    (gradients: typeof recorded) =>
    (yHat: Tensor, y: Tensor): Tensor =>
      gradients((prediction) => F.mseLoss(prediction, y), yHat)[0];
  const cases = casesOf<Pair>('mseBackward', { expected: by(recorded) });

  /** Predictions that are off by at least a half everywhere. */
  const pair = (rng: Rng, ...shape: number[]): Pair => {
    const y = numbers(rng, ...shape);
    return [y.add(numbers(rng, ...shape)), y];
  };
  const always = ['M-FACTOR', 'M-SIGN', 'M-MUTATE'];

  cases('shape', always, [
    ['a list of predictions', (rng) => pair(rng, draw.integer(rng, 5, 9)), 'M-NODIVN'],
    ['a column of predictions', (rng) => pair(rng, draw.integer(rng, 3, 6), 1), 'M-NODIVN'],
  ]);
  cases('values', always, [
    ['several outputs for each sample', (rng) => pair(rng, ...sizes(rng)), 'M-NODIVN'],
    ['as many outputs as samples', (rng) => pair(rng, 3, 3), 'M-NODIVN'],
    [
      'predictions of unlike scale',
      (rng) => {
        const [yHat, y] = pair(rng, 4);
        const scale = floats([1000, 0.01, 1, 30]);
        return [yHat.mul(scale), y.mul(scale)];
      },
      'M-NODIVN',
    ],
  ]);
  cases(
    'values',
    always,
    [['small steps in double precision', (rng) => inDouble(pair(rng, ...sizes(rng))), 'M-NODIVN']],
    { expected: by(measured), tolerance: MEASURED },
  );
  cases('edges', always, [
    ['a single prediction', (rng) => pair(rng, 1)],
    ['nothing but a number', (rng) => pair(rng)],
    [
      'some predictions without a fault',
      (rng) => {
        const [yHat, y] = pair(rng, 6);
        return [torch.where(floats([1, 0, 1, 0, 0, 1]).gt(0), y, yHat), y];
      },
      'M-NODIVN',
    ],
  ]);
});

describe('A07.6 softmaxJacobian', () => {
  /** Entry by entry: p[i] · ([i = j] − p[j]). */
  const expected = (p: Tensor): Tensor => {
    const list = p.tolist() as number[];
    const table = list.map((pi, i) => list.map((pj, j) => pi * (Number(i === j) - pj)));
    return torch.tensor(table, { dtype: p.dtype });
  };
  const cases = casesOf<[Tensor]>('softmaxJacobian', { expected });
  const diagonal = ['M-JACDIAG'];

  cases('shape', diagonal, [
    ['a row and a column for each class', (rng) => [probabilities(rng, draw.integer(rng, 4, 7))]],
  ]);
  cases('values', diagonal, [
    ['three classes', (rng) => [probabilities(rng, 3)]],
    ['two classes', (rng) => [probabilities(rng, 2)]],
    ['equal chances', (rng) => [torch.ones(draw.integer(rng, 3, 6)).softmax(-1)]],
  ]);
  cases(
    'values',
    diagonal,
    [['small steps in double precision', (rng) => [torch.softmax(numbers(rng, 4).double(), -1)]]],
    {
      // The scores that have these probabilities, up to a shift; entry (i, j) is the slope of p[i] by score j.
      expected: (p) => {
        const rows = Array.from({ length: p.numel() }, (_, i) => {
          const [row] = measured((z) => torch.softmax(z, -1).at(i), p.log());
          return row;
        });
        return torch.stack(rows);
      },
      tolerance: MEASURED,
    },
  );

  /** All rows and columns add up to 0: probabilities are only ever moved. */
  const movesOnly: Property = {
    says: 'has rows and columns that add up to 0',
    holds(received) {
      const table = tensorOf(received);
      return [0, 1].every((dim) => table.sum(dim).abs().max().item() < 1e-5);
    },
  };
  cases('edges', diagonal, [['many classes', (rng) => [probabilities(rng, 25)]]], {
    properties: [movesOnly],
  });
  cases(
    'edges',
    [],
    [
      ['a class that is certain', (rng) => [floats(draw.shuffle(rng, [0, 0, 1, 0]))]],
      ['a single class', () => [floats([1])]],
    ],
  );
  cases('edges', diagonal, [
    [
      'a class that is almost certain',
      (rng) => [torch.softmax(floats(draw.shuffle(rng, [9, ...draw.uniform(rng, 3, 0, 2)])), -1)],
    ],
  ]);
});

describe('A07.7 crossEntropyBackward', () => {
  type Batch = [logits: Tensor, target: Tensor];
  const by =
    (gradients: typeof recorded) =>
    (logits: Tensor, target: Tensor): Tensor =>
      gradients((scores) => F.crossEntropy(scores, target), logits)[0];
  const cases = casesOf<Batch>('crossEntropyBackward', { expected: by(recorded) });

  const scores = (rng: Rng, shape: readonly number[], { mean = 0, std = 1.5 } = {}): Tensor =>
    floats(draw.normal(rng, count(shape), { mean, std }), shape);
  const batch = (rng: Rng, [samples, classes]: readonly number[]): Batch => [
    scores(rng, [samples, classes]),
    labels(rng, samples, classes),
  ];
  const always = ['M-ONEHOTFORGOT', 'M-SIGN', 'M-MUTATE'];

  cases(
    'shape',
    [...always, 'M-NODIVN', 'M-AXIS'],
    [
      ['fewer classes than samples', (rng) => batch(rng, [draw.integer(rng, 6, 9), 3])],
      ['more classes than samples', (rng) => batch(rng, [2, draw.integer(rng, 4, 7)])],
    ],
  );

  /** Every row adds up to 0, more closely than single entries are compared. */
  const balanced: Property = {
    says: 'has rows that add up to 0',
    holds(received) {
      const { data, shape } = received as { data: Float32Array; shape: readonly number[] };
      return (
        floats([...data], shape)
          .sum(-1)
          .abs()
          .max()
          .item() < 1e-6
      );
    },
  };
  cases(
    'values',
    [...always, 'M-NODIVN', 'M-AXIS'],
    [
      ['ordinary scores', (rng) => batch(rng, [5, 3])],
      ['as many classes as samples', (rng) => batch(rng, [4, 4])],
      ['two classes', (rng) => batch(rng, [6, 2])],
    ],
    { properties: [balanced] },
  );
  cases(
    'values',
    [...always, 'M-NODIVN', 'M-AXIS'],
    [
      [
        'small steps in double precision',
        (rng) => {
          const [logits, target] = batch(rng, [3, 5]);
          return [logits.double(), target];
        },
      ],
    ],
    { expected: by(measured), tolerance: MEASURED },
  );
  cases('edges', always, [
    ['a single sample', (rng) => batch(rng, [1, 4]), 'M-AXIS'],
    [
      'equal scores',
      (rng) => [torch.full([4, 3], draw.integer(rng, 1, 5), { dtype: torch.float32 }), labels(rng, 4, 3)],
      'M-NODIVN',
      'M-AXIS',
    ],
    [
      'always the same class, and never the last',
      (rng) => [scores(rng, [5, 4]), torch.full([5], draw.integer(rng, 0, 2), { dtype: torch.int64 })],
      'M-NODIVN',
      'M-AXIS',
    ],
  ]);

  cases(
    'stability',
    ['M-OVERFLOW'],
    [
      [
        'scores of a thousand',
        (rng) => [
          floats(
            [1000, 999, -1000, -1000, 998.5, 1000, 0, 1000, 1000].map((x) => x - Math.round(rng() * 3)),
            [3, 3],
          ),
          labels(rng, 3, 3),
        ],
        'M-MUTATE',
      ],
      [
        'samples of unlike scale',
        (rng) => [
          torch.cat([scores(rng, [1, 4], { mean: 1000 }), scores(rng, [2, 4], { std: 0.02 })]),
          labels(rng, 3, 4),
        ],
        'M-ONEHOTFORGOT',
        'M-SIGN',
        'M-AXIS',
      ],
      [
        'nothing but very negative scores',
        (rng) => [scores(rng, [3, 5], { mean: -1000 }), labels(rng, 3, 5)],
        'M-ONEHOTFORGOT',
        'M-SIGN',
        'M-AXIS',
      ],
    ],
    // float32 numbers near a thousand lie 6e-5 apart, and a right formula may round there.
    { tolerance: { rtol: 1e-3, atol: 1e-4 } },
  );
});

describe('A07.8 unbroadcast', () => {
  type Stretched = [grad: Tensor, shape: number[]];
  /** By what broadcasting is: every entry of the operand, used again wherever it was stretched to. */
  const by =
    (gradients: typeof recorded) =>
    (grad: Tensor, shape: number[]): Tensor =>
      gradients(
        against(grad, (operand) => operand.expand([...grad.shape])),
        torch.ones([...shape], { dtype: grad.dtype }),
      )[0];
  const cases = casesOf<Stretched>('unbroadcast', { expected: by(recorded), tolerance: SUMS });
  const size1 = ['M-UNBCAST', 'M-KEEPDIM'];

  cases(
    'leading',
    ['M-AXIS'],
    [
      [
        'a vector in a table',
        (rng) => {
          const [rows, columns] = sizes(rng);
          return [numbers(rng, rows, columns), [columns]];
        },
      ],
      ['a vector in a square table', (rng) => [numbers(rng, 4, 4), [4]]],
      [
        'a vector in three axes',
        (rng) => {
          const [a, b, c] = sizes(rng, 3);
          return [numbers(rng, a, b, c), [c]];
        },
      ],
      ['a square table in a cube', (rng) => [numbers(rng, 3, 3, 3), [3, 3]]],
    ],
  );
  cases('stretched', size1, [
    [
      'a column',
      (rng) => {
        const [rows, columns] = sizes(rng);
        return [numbers(rng, rows, columns), [rows, 1]];
      },
    ],
    [
      'a row',
      (rng) => {
        const [rows, columns] = sizes(rng);
        return [numbers(rng, rows, columns), [1, columns]];
      },
    ],
    ['a row of a square table', (rng) => [numbers(rng, 4, 4), [1, 4]]],
    [
      'the middle of three axes',
      (rng) => {
        const [a, b, c] = sizes(rng, 3);
        return [numbers(rng, a, b, c), [a, 1, c]];
      },
    ],
    ['both axes', (rng) => [numbers(rng, ...sizes(rng)), [1, 1]]],
  ]);
  cases(
    'both',
    [...size1, 'M-AXIS'],
    [
      [
        'a column in three axes',
        (rng) => {
          const [a, b, c] = sizes(rng, 3);
          return [numbers(rng, a, b, c), [b, 1]];
        },
      ],
      ['a row in a cube', (rng) => [numbers(rng, 3, 3, 3), [1, 3]]],
    ],
  );
  cases(
    'both',
    [...size1, 'M-AXIS'],
    [
      [
        'small steps in double precision',
        (rng) => {
          const [a, b, c, d] = draw.distinct(rng, 4, 2, 5);
          return [numbers(rng, a, b, c, d).double(), [c, 1]];
        },
      ],
    ],
    { expected: by(measured), tolerance: MEASURED },
  );
  cases(
    'edges',
    [],
    [
      ['a number by itself', (rng) => [numbers(rng, ...sizes(rng)), []]],
      ['a list of one', (rng) => [numbers(rng, 2, 3), [1]], ...size1],
    ],
  );

  describe('edges', () => {
    // Where nothing was stretched the answer is the gradient as it came; the last one shows that somebody looked.
    test('nothing was stretched, then one axis was', async () => {
      for (const [shape, before] of [
        [
          [3, 4],
          [3, 4],
        ],
        [
          [4, 1],
          [4, 1],
        ],
        [
          [4, 2],
          [4, 1],
        ],
      ]) {
        await student.check('unbroadcast', {
          args: (rng): Stretched => [numbers(rng, ...shape), before],
          expected: by(recorded),
          tolerance: SUMS,
          kills: size1,
        });
      }
    });
  });
});

describe('A07.9 mlpGradients', () => {
  type Network = [params: Tensor[], X: Tensor, y: Tensor];
  interface Found {
    readonly loss: number;
    readonly grads: Tensor[];
  }

  const hiddenInputs = (X: Tensor, W1: Tensor, b1: Tensor): Tensor => F.linear(X, W1, b1);

  const loss =
    (X: Tensor, y: Tensor): Loss =>
    (W1, b1, W2, b2) =>
      F.crossEntropy(F.linear(hiddenInputs(X, W1, b1).relu(), W2, b2), y);

  const by =
    (gradients: typeof recorded) =>
    (params: Tensor[], X: Tensor, y: Tensor): Found => ({
      loss: loss(X, y)(...params).item(),
      grads: gradients(loss(X, y), ...params),
    });

  /** A network whose hidden units all get numbers further from the corner of relu than rounding or a step reaches. */
  function network(rng: Rng, [samples, features, hidden, classes]: readonly number[]): Network {
    for (;;) {
      const X = numbers(rng, samples, features);
      const params = [
        numbers(rng, hidden, features),
        numbers(rng, hidden),
        numbers(rng, classes, hidden),
        numbers(rng, classes),
      ];
      const into = hiddenInputs(X, params[0], params[1]);
      const [some, all] = [into.gt(0).sum().item(), into.numel()];
      // Some of them pass something on and some do not.
      if (into.abs().min().item() > 1e-2 && some > 0 && some < all)
        return [params, X, labels(rng, samples, classes)];
    }
  }

  const cases = casesOf<Network>('mlpGradients', { expected: by(recorded), tolerance: SUMS });

  cases(
    'loss',
    [],
    [
      ['a small network', (rng) => network(rng, draw.shuffle(rng, [2, 3, 4, 5]))],
      ['a single sample', (rng) => network(rng, [1, 4, 3, 2])],
    ],
    {
      expected: (params, X, y) => loss(X, y)(...params).item(),
      compare: (received) => (received as { loss?: unknown } | null | undefined)?.loss,
    },
  );

  const shapes = ['M-TRANSPOSE', 'M-BIAS2D', 'M-DBNOSUM'];
  const wrong = [...shapes, 'M-ONEHOTFORGOT'];
  cases(
    'values',
    [...wrong, 'M-NODIVN'],
    [
      ['all sizes different', (rng) => network(rng, draw.shuffle(rng, [3, 4, 5, 6])), 'M-RELUGATE'],
      ['all sizes the same', (rng) => network(rng, [4, 4, 4, 4]), 'M-RELUGATE'],
      ['two classes and one feature', (rng) => network(rng, [6, 1, 5, 2]), 'M-RELUGATE'],
    ],
  );
  cases(
    'values',
    [...wrong, 'M-NODIVN'],
    [
      [
        'small steps in double precision',
        (rng) => {
          const [params, X, y] = network(rng, [5, 2, 4, 3]);
          return [params.map((tensor) => tensor.double()), X.double(), y];
        },
        'M-RELUGATE',
      ],
    ],
    { expected: by(measured), tolerance: MEASURED },
  );
  cases('edges', wrong, [
    ['a single sample', (rng) => network(rng, [1, 3, 6, 4])],
    [
      'a hidden unit that is given exactly 0',
      (rng) => {
        const [[W1, b1, ...rest], X, y] = network(rng, [4, 2, 3, 5]);
        const alive = floats([1, 0, 1]);
        return [[W1.mul(alive.unsqueeze(1)), b1.mul(alive), ...rest], X, y];
      },
      'M-RELU0',
      'M-NODIVN',
    ],
  ]);
});

describe('A07.10 numericalGradient', () => {
  /** Of `c·x³`, measured with a step of h to either side: exactly `c·(3x² + h²)`. */
  const expected = (coefficients: Tensor, t: Tensor, h = 1e-5): Tensor =>
    t
      .square()
      .mul(3)
      .add(h ** 2)
      .mul(coefficients);
  const pair = (rng: Rng, ...shape: number[]): [Tensor, Tensor] =>
    inDouble([numbers(rng, ...shape), numbers(rng, ...shape)]);
  const width = (rng: Rng): number => draw.uniform(rng, 1, 0.3, 0.8)[0];

  const check = (title: string, args: (rng: Rng) => [Tensor, Tensor, number?], ...kills: string[]): void =>
    test(title, () =>
      student.checkProbe('slopes', {
        who: 'numericalGradient',
        args,
        expected,
        tolerance: MEASURED,
        kills: ['M-MUTATE', ...kills],
      }),
    );

  describe('values', () => {
    check('a wide step', (rng) => [...pair(rng, 5), width(rng)], 'M-ONESIDED');
    check('the usual step', (rng) => pair(rng, 4), 'M-ONESIDED');
    check('a table', (rng) => [...pair(rng, ...sizes(rng)), width(rng)], 'M-ONESIDED');
  });

  describe('edges', () => {
    check('three axes', (rng) => [...pair(rng, 2, 3, 2), width(rng)], 'M-ONESIDED');
    check('nothing but a number', (rng) => [...pair(rng), width(rng)], 'M-ONESIDED');
    check('a list of one', (rng) => pair(rng, 1), 'M-ONESIDED');
  });
});
