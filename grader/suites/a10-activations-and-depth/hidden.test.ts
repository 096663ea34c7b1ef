import { describe, test } from '@jest/globals';
import { draw, type Property, type Rng, submission, type Tolerance } from '#grader/authoring';
import { F, nn, np, optim, type Tensor, torch } from '#torch';
import type { Activation, Course, Layer, Pointwise, Sizes } from './probes.ts';

const student = submission('a10-activations-and-depth');

const { float32, float64 } = torch;

// ── Inputs ────────────────────────────────────────────────────────────────────────────────────────────────

const count = (shape: readonly number[]): number => shape.reduce((product, length) => product * length, 1);

const tensorOf = (numbers: readonly number[], shape: readonly number[], dtype = float32): Tensor =>
  torch.tensor([...numbers], { dtype }).reshape([...shape]);

/** A received tensor, to calculate with. */
function receivedTensor(received: unknown): Tensor {
  const { data, shape } = received as { data: Float64Array; shape: readonly number[] };
  return tensorOf([...data], shape, float64);
}

/** Numbers between 0.3 and 3 in size, of either sign by turns. */
const eitherSign = (rng: Rng, length: number): number[] =>
  draw.shuffle(
    rng,
    draw.uniform(rng, length, 0.3, 3).map((x, i) => (i % 2 === 0 ? x : -x)),
  );

const mixed = (rng: Rng, ...shape: number[]): Tensor => tensorOf(eitherSign(rng, count(shape)), shape);

/** Far out on both sides, a little way out, and in between. */
const farOut = (rng: Rng, dtype = float32): Tensor => {
  const far = draw.uniform(rng, 2, 900, 1100).map(Math.round);
  const numbers = [far[0], -far[1], 95, -95, 800, -800, ...eitherSign(rng, 4)];
  return tensorOf(draw.shuffle(rng, numbers), [numbers.length], dtype);
};

/** Whole sixteenths: products of two come out the same in every order. */
const sixteenths = (rng: Rng, length: number): number[] =>
  eitherSign(rng, length).map((x) => Math.round(x * 16) / 16);

const table = (rng: Rng, rows: number, columns: number): number[][] =>
  Array.from({ length: rows }, () => sixteenths(rng, columns));

// ── Activations and their slopes ──────────────────────────────────────────────────────────────────────────

type Formula = (x: Tensor) => Tensor;

const ACTIVATIONS = {
  sigmoid: torch.sigmoid,
  tanh: torch.tanh,
  softplus: F.softplus,
  relu: torch.relu,
  leakyRelu: F.leakyRelu,
  selu: torch.selu,
} as const satisfies Readonly<Record<string, Formula>>;

/** The slopes that the runtime's own autograd finds. */
const recorded =
  (formula: Formula): Formula =>
  (x) => {
    const leaf = x.clone().requiresGrad_();
    formula(leaf).sum().backward();
    return leaf.grad as Tensor;
  };

/** The slopes by small steps to either side. */
const measured =
  (formula: Formula): Formula =>
  (x) =>
    formula(x.add(1e-5))
      .sub(formula(x.sub(1e-5)))
      .div(2e-5);

/** Small steps measure to about nine digits. */
const MEASURED: Tolerance = { rtol: 1e-6, atol: 1e-8 };

interface Wrong {
  /** Codes of the wrong answers that numbers of ordinary size show. */
  readonly usual: readonly string[];
  /** Those that only large numbers show. */
  readonly far: readonly string[];
  /** Those that only the corner at 0 shows. */
  readonly corner: readonly string[];
}

const wrong = (
  usual: readonly string[],
  far: readonly string[] = [],
  corner: readonly string[] = [],
): Wrong => ({
  usual,
  far,
  corner,
});

function check(
  name: Pointwise,
  formula: Formula,
  args: (rng: Rng) => Tensor,
  kills: readonly string[],
  tolerance?: Tolerance,
): Promise<void> {
  return student.checkProbe('pointwise', {
    who: name,
    args: (rng): [Tensor, Pointwise] => [args(rng), name],
    expected: (x: Tensor, _name: Pointwise) => formula(x),
    kills,
    ...(tolerance && { tolerance }),
  });
}

type ActivationName = keyof typeof ACTIVATIONS;

const VALUES_WRONG: Readonly<Record<ActivationName, Wrong>> = {
  sigmoid: wrong(['M-EXPSIGN', 'M-MUTATE'], ['M-SIGOVER']),
  tanh: wrong(['M-TANHSCALE'], ['M-SIGOVER']),
  softplus: wrong(['M-EXPSIGN'], ['M-SOFTPLUSOVER']),
  relu: wrong(['M-MUTATE']),
  leakyRelu: wrong(['M-LEAKYSIGN']),
  selu: wrong(['M-SELUCONST', 'M-MUTATE'], ['M-MASKNAN']),
};

const VALUES: readonly (readonly [title: string, name: ActivationName])[] = [
  ['A10.1 sigmoid', 'sigmoid'],
  ['A10.2 tanh', 'tanh'],
  ['A10.3 softplus', 'softplus'],
  ['A10.4 relu', 'relu'],
  ['A10.5 leakyRelu', 'leakyRelu'],
  ['A10.6 selu', 'selu'],
];

for (const [title, name] of VALUES) {
  const { usual, far } = VALUES_WRONG[name];
  const formula = ACTIVATIONS[name];

  describe(title, () => {
    describe('values', () => {
      test('a hundred numbers from −6 to 6 [S3-39]', () =>
        check(name, formula, () => torch.linspace(-6, 6, 100), usual));
      test('numbers of either sign in double precision', () =>
        check(name, formula, (rng) => mixed(rng, draw.integer(rng, 6, 12)).double(), usual));
    });

    describe('shape', () => {
      test('a block of three axes', () =>
        check(name, formula, (rng) => mixed(rng, ...draw.distinct(rng, 3, 2, 5)), usual));
      test('a single number', () =>
        check(name, formula, (rng) => tensorOf([-draw.uniform(rng, 1, 0.5, 2)[0]], []), usual));
    });

    describe('large', () => {
      test('a thousand and more', () => check(name, formula, (rng) => farOut(rng), [...usual, ...far]));
      test('a thousand and more in double precision', () =>
        check(name, formula, (rng) => farOut(rng, float64), [...usual, ...far]));
    });
  });
}

const GRADS_WRONG: Readonly<Record<ActivationName, Wrong>> = {
  sigmoid: wrong(['M-SIGPRIME', 'M-SLOPEINPUT'], ['M-SIGOVER']),
  tanh: wrong(['M-TANHPRIME', 'M-SLOPEINPUT'], ['M-SIGOVER']),
  softplus: wrong(['M-EXPSIGN'], ['M-SIGOVER']),
  relu: wrong([], [], ['M-RELU0']),
  leakyRelu: wrong(['M-LEAKYSIGN'], [], ['M-CORNER']),
  selu: wrong(['M-SELUCONST'], ['M-MASKNAN'], ['M-CORNER']),
};

const GRADS: readonly (readonly [title: string, of: ActivationName])[] = [
  ['A10.7 sigmoidGrad', 'sigmoid'],
  ['A10.8 tanhGrad', 'tanh'],
  ['A10.9 softplusGrad', 'softplus'],
  ['A10.10 reluGrad', 'relu'],
  ['A10.11 leakyReluGrad', 'leakyRelu'],
  ['A10.12 seluGrad', 'selu'],
];

for (const [title, of] of GRADS) {
  const name = `${of}Grad` as const;
  const { usual, far, corner } = GRADS_WRONG[of];
  const slope = recorded(ACTIVATIONS[of]);

  describe(title, () => {
    describe('values', () => {
      test('a table of numbers of either sign', () =>
        check(name, slope, (rng) => mixed(rng, ...draw.distinct(rng, 2, 2, 6)), usual));
      test('small steps in double precision', () =>
        check(
          name,
          measured(ACTIVATIONS[of]),
          (rng) => mixed(rng, draw.integer(rng, 6, 12)).double(),
          usual,
          MEASURED,
        ));
    });

    describe('edges', () => {
      test('a thousand and more', () => check(name, slope, (rng) => farOut(rng), [...usual, ...far]));
      test('a thousand and more in double precision', () =>
        check(name, slope, (rng) => farOut(rng, float64), [...usual, ...far]));
      test('exactly at 0, and beside it', () =>
        check(name, slope, (rng) => tensorOf(draw.shuffle(rng, [0, 0, ...eitherSign(rng, 4)]), [6]), [
          ...usual,
          ...corner,
        ]));
      test('a single number', () =>
        check(name, slope, (rng) => tensorOf([-draw.uniform(rng, 1, 0.5, 2)[0]], []), usual));
    });
  });
}

describe('A10.1 sigmoid', () => {
  describe('values', () => {
    test('a hundred numbers from −15 to 15 [S3-32]', () =>
      check('sigmoid', torch.sigmoid, () => torch.linspace(-15, 15, 100, { dtype: float64 }), [
        'M-EXPSIGN',
        'M-MUTATE',
      ]));
  });
});

// ── Stacks of linear layers ───────────────────────────────────────────────────────────────────────────────

describe('A10.13 collapseLinear', () => {
  type Linear = { W: Tensor; b: Tensor };

  /** Weights that keep what goes through them at about its size. */
  const stack = (rng: Rng, widths: readonly number[], dtype = float32): Linear[] =>
    widths.slice(1).map((outputs, i) => {
      const inputs = widths[i];
      const scaled = eitherSign(rng, outputs * inputs).map((w) => w / Math.sqrt(inputs));
      return {
        W: tensorOf(scaled, [outputs, inputs], dtype),
        b: tensorOf(eitherSign(rng, outputs), [outputs], dtype),
      };
    });

  const through = (layers: readonly Linear[], X: Tensor): Tensor =>
    layers.reduce((x, { W, b }) => F.linear(x, W.double(), b.double()), X);

  /** What the stack makes of nothing is its bias, and what a single feature adds to that is a column of its weight. */
  const expected = (layers: readonly Linear[]): Linear => {
    const { dtype } = layers[0].W;
    const features = layers[0].W.shape[1];
    const bias = through(layers, torch.zeros(features, { dtype: float64 }));
    const columns = through(layers, torch.eye(features, { dtype: float64 })).sub(bias);
    return { W: columns.t().to(dtype), b: bias.to(dtype) };
  };

  const tolerance = { rtol: 1e-4, atol: 1e-5 };
  const kills = ['M-COLLAPSEORDER', 'M-COLLAPSEBIAS', 'M-TRANSPOSE'];
  const cases = (
    group: string,
    list: readonly (readonly [title: string, layers: (rng: Rng) => Linear[], kills?: readonly string[]])[],
  ): void =>
    describe(group, () => {
      for (const [title, layers, own = kills] of list) {
        test(title, () =>
          student.check('collapseLinear', {
            args: (rng): [Linear[]] => [layers(rng)],
            expected,
            tolerance,
            kills: own,
          }),
        );
      }
    });

  cases('shape', [
    ['two layers of unlike sizes', (rng) => stack(rng, draw.distinct(rng, 3, 2, 7))],
    ['four layers of unlike sizes', (rng) => stack(rng, draw.distinct(rng, 5, 2, 7))],
  ]);
  cases('values', [
    ['two square layers', (rng) => stack(rng, [3, 3, 3])],
    ['three square layers', (rng) => stack(rng, [4, 4, 4, 4])],
    [
      'as many layers as it happens [E-15]',
      (rng) => stack(rng, draw.distinct(rng, draw.integer(rng, 3, 6), 2, 7)),
    ],
    ['six, four and one unit, then back to four', (rng) => stack(rng, [6, 4, 1, 4])],
  ]);
  cases('edges', [
    ['a single layer', (rng) => stack(rng, draw.distinct(rng, 2, 2, 6)), ['M-TRANSPOSE']],
    ['one unit after the other', (rng) => stack(rng, [1, 1, 1, 1]), ['M-COLLAPSEORDER', 'M-COLLAPSEBIAS']],
    ['in double precision', (rng) => stack(rng, draw.distinct(rng, 4, 2, 6), float64)],
  ]);
});

// ── Models ────────────────────────────────────────────────────────────────────────────────────────────────

const sigmoidOf = (z: number): number => 1 / (1 + Math.exp(-z));

/** The shapes of all parameters of a model, in order. */
const shapesOf = (sizes: Sizes): number[][] =>
  sizes.slice(1).flatMap((outputs, i) => [[outputs, sizes[i]], [outputs]]);

const numbersFor = (rng: Rng, sizes: Sizes): Tensor[] =>
  shapesOf(sizes).map((shape) => {
    const length = count(shape);
    return tensorOf(eitherSign(rng, length), [length], float64);
  });

const layersExpected = (sizes: Sizes) => ({
  parameters: shapesOf(sizes).map((shape, i) => ({
    name: `${i - (i % 2)}.${i % 2 === 0 ? 'weight' : 'bias'}`,
    shape,
    requiresGrad: true,
  })),
  learned: shapesOf(sizes).reduce((sum, shape) => sum + count(shape), 0),
});

/** What a network with sigmoids makes of x, in plain numbers. */
function outputsExpected(sizes: Sizes, numbers: readonly Tensor[], x: Tensor) {
  const lists = numbers.map((tensor) => tensor.tolist() as number[]);
  const rows = (x.tolist() as number[][]).map((row) =>
    sizes.slice(1).reduce((values: readonly number[], outputs, i) => {
      const [weight, bias] = [lists[2 * i], lists[2 * i + 1]];
      const out = Array.from({ length: outputs }, (_, k) =>
        values.reduce((sum, value, j) => sum + value * weight[k * values.length + j], bias[k]),
      );
      return i === sizes.length - 2 ? out : out.map(sigmoidOf);
    }, row),
  );
  const y = torch.tensor(rows, { dtype: float64 });
  return { model: y, main: y };
}

function trainedExpected(sizes: Sizes, numbers: readonly Tensor[], { X, y, order, lr }: Course) {
  const layers = sizes
    .slice(1)
    .flatMap((outputs, i) => [...(i === 0 ? [] : [new nn.Sigmoid()]), new nn.Linear(sizes[i], outputs)]);
  const model = new nn.Sequential(...layers).double();
  const parameters = model.parameters();
  torch.noGrad(() => {
    for (const [i, p] of parameters.entries()) p.copy_(numbers[i].reshape([...p.shape]));
  });
  const optimizer = new optim.SGD(parameters, { lr });
  const losses = order.unbind(0).map((rows) => {
    optimizer.zeroGrad();
    const loss = F.mseLoss(model.call(X.indexSelect(0, rows)).flatten(), y.indexSelect(0, rows));
    loss.backward();
    optimizer.step();
    return loss.item();
  });
  return { losses, values: parameters.map((p) => p.detach().flatten()) };
}

/** A short training of a few samples, the rows of each batch drawn anew. */
const shortCourse = (rng: Rng, features: number, steps: number): Course => {
  const n = draw.integer(rng, 9, 12);
  return {
    X: mixed(rng, n, features).double(),
    y: tensorOf(eitherSign(rng, n), [n], float64),
    order: torch.tensor(
      Array.from({ length: steps }, () => draw.distinct(rng, 4, 0, n - 1)),
      { dtype: torch.int64 },
    ),
    lr: 0.1,
  };
};

/** The chapter's data, that no line fits. */
function chapterData(): { X: Tensor; y: Tensor } {
  const places = np.sort(new np.random.RandomState(2020).randn(500));
  const wave = np.multiply(15, np.power(np.sin(places), 3));
  const [x, y] = [places, np.add(np.square(places), wave)].map((list) =>
    torch.tensor(list, { dtype: float64 }),
  );
  return { X: x.unsqueeze(1), y };
}

/** Seeds on which the reference is known to train: from the layers' own initial numbers, in batches of fifty. */
const SEEDS = [1, 2, 4, 7, 11, 12, 15, 19, 21, 27, 28, 30];

/** The chapter's training from the numbers and in the order that a seed gives. */
function chapterCourse(rng: Rng, sizes: Sizes, epochs: number): [Sizes, Tensor[], Course] {
  torch.manualSeed(SEEDS[draw.integer(rng, 0, SEEDS.length - 1)]);
  const numbers = sizes.slice(1).flatMap((outputs, i) => {
    const { weight, bias } = new nn.Linear(sizes[i], outputs);
    return [weight, bias as Tensor].map((p) => p.detach().double().flatten());
  });
  const order = Array.from({ length: epochs }, () => torch.randperm(500).reshape([10, 50]));
  return [sizes, numbers, { ...chapterData(), order: torch.cat(order), lr: 0.3 }];
}

/** What the best of all straight lines leaves over on the chapter's data. */
const BEST_LINE = 12.966;

/** The mean of the ten losses of an epoch. */
const epochLoss = (received: unknown, epoch: 'first' | 'last'): number => {
  const { losses } = received as { losses: readonly number[] };
  const own = epoch === 'first' ? losses.slice(0, 10) : losses.slice(-10);
  return own.reduce((sum, loss) => sum + loss, 0) / 10;
};

const beatsTheLine: Property = {
  says: 'ends with a smaller loss than the best straight line',
  holds: (received) => epochLoss(received, 'last') < BEST_LINE,
};

const learns: Property = {
  says: 'ends with less than half the loss that it began with',
  holds: (received) => epochLoss(received, 'last') < epochLoss(received, 'first') / 2,
};

/** Two trainings may round differently, and hundreds of steps carry that on. */
const LONG: Tolerance = { rtol: 1e-5, atol: 1e-6 };

describe('A10.14 nonlinRegression', () => {
  const who = 'nonlinRegression';
  const sizesOf = (rng: Rng): Sizes => draw.distinct(rng, 3, 2, 6) as [number, number, number];

  describe('layers', () => {
    test('unlike sizes', () =>
      student.checkProbe('layers', {
        who,
        args: (rng): [Sizes] => [sizesOf(rng)],
        expected: layersExpected,
        kills: ['M-LINSTACK'],
      }));
  });
  describe('outputs', () => {
    const kills = ['M-LINSTACK', 'M-ACTLAST'];
    test('unlike sizes', () =>
      student.checkProbe('outputs', {
        who,
        args: (rng): [Sizes, Tensor[], Tensor] => {
          const sizes = sizesOf(rng);
          return [sizes, numbersFor(rng, sizes), mixed(rng, 4, sizes[0]).double()];
        },
        expected: outputsExpected,
        kills,
      }));
    test('a single sample, and sizes that are equal', () =>
      student.checkProbe('outputs', {
        who,
        args: (rng): [Sizes, Tensor[], Tensor] => [
          [3, 3, 3],
          numbersFor(rng, [3, 3, 3]),
          mixed(rng, 1, 3).double(),
        ],
        expected: outputsExpected,
        kills,
      }));
  });
  describe('training', () => {
    test('seven steps', () =>
      student.checkProbe('trained', {
        who,
        args: (rng): [Sizes, Tensor[], Course] => [
          [2, 4, 1],
          numbersFor(rng, [2, 4, 1]),
          shortCourse(rng, 2, 7),
        ],
        expected: trainedExpected,
        kills: ['M-LINSTACK', 'M-ACTLAST'],
      }));
    test('one, three and one unit on the data of the chapter [S3-31] [S3-35]', () =>
      student.checkProbe('trained', {
        who,
        args: (rng) => chapterCourse(rng, [1, 3, 1], 5),
        expected: trainedExpected,
        tolerance: LONG,
        properties: [beatsTheLine],
        kills: ['M-LINSTACK', 'M-ACTLAST'],
      }));
  });
});

describe('A10.15 deepRegression', () => {
  const who = 'deepRegression';
  const sizesOf = (rng: Rng): Sizes => draw.distinct(rng, 4, 2, 6) as [number, number, number, number];

  describe('layers', () => {
    test('unlike sizes', () =>
      student.checkProbe('layers', {
        who,
        args: (rng): [Sizes] => [sizesOf(rng)],
        expected: layersExpected,
        kills: ['M-LINSTACK', 'M-ACTGAP'],
      }));
  });
  describe('outputs', () => {
    const kills = ['M-LINSTACK', 'M-ACTLAST', 'M-ACTGAP'];
    test('unlike sizes', () =>
      student.checkProbe('outputs', {
        who,
        args: (rng): [Sizes, Tensor[], Tensor] => {
          const sizes = sizesOf(rng);
          return [sizes, numbersFor(rng, sizes), mixed(rng, 5, sizes[0]).double()];
        },
        expected: outputsExpected,
        kills,
      }));
    test('a single sample, and sizes that are equal', () =>
      student.checkProbe('outputs', {
        who,
        args: (rng): [Sizes, Tensor[], Tensor] => [
          [2, 2, 2, 2],
          numbersFor(rng, [2, 2, 2, 2]),
          mixed(rng, 1, 2).double(),
        ],
        expected: outputsExpected,
        kills,
      }));
  });
  describe('training', () => {
    test('seven steps', () =>
      student.checkProbe('trained', {
        who,
        args: (rng): [Sizes, Tensor[], Course] => [
          [2, 4, 3, 1],
          numbersFor(rng, [2, 4, 3, 1]),
          shortCourse(rng, 2, 7),
        ],
        expected: trainedExpected,
        kills: ['M-LINSTACK', 'M-ACTLAST', 'M-ACTGAP'],
      }));
    test('one, five, three and one unit, six epochs on the data of the chapter [S3-38]', () =>
      student.checkProbe('trained', {
        who,
        args: (rng) => chapterCourse(rng, [1, 5, 3, 1], 6),
        expected: trainedExpected,
        tolerance: LONG,
        properties: [learns],
        kills: ['M-LINSTACK', 'M-ACTLAST', 'M-ACTGAP'],
      }));
  });
});

// ── Contributions, features and shapes ────────────────────────────────────────────────────────────────────

describe('A10.16 nodeContributions', () => {
  const PLAIN: Readonly<Record<Activation, (z: number) => number>> = {
    sigmoid: sigmoidOf,
    cosine: Math.cos,
    clip: (z) => Math.min(Math.max(z, -1), 1),
  };

  type Dense = Extract<Layer, { readonly weight: unknown }>;

  const dense = (rng: Rng, inputs: number, outputs: number): Dense => ({
    weight: table(rng, outputs, inputs),
    bias: sixteenths(rng, outputs),
  });

  const through = (layer: Layer, x: readonly number[]): number[] =>
    'weight' in layer
      ? layer.weight.map((row, k) => row.reduce((sum, w, j) => sum + w * x[j], layer.bias[k]))
      : x.map(PLAIN[layer.act]);

  const expected = (x: Tensor, layers: readonly Layer[]) => {
    const last = layers[layers.length - 1] as Dense;
    const nodes = (x.flatten().tolist() as number[]).map((sample) => {
      const hidden = layers.slice(0, -1).reduce((values, layer) => through(layer, values), [sample]);
      return hidden.map((value, j) => value * last.weight[0][j]);
    });
    const [bias] = last.bias;
    const prediction = nodes.map((row) => row.reduce((sum, node) => sum + node, bias));
    const { dtype } = x;
    return { nodes: torch.tensor(nodes, { dtype }), bias, prediction: torch.tensor(prediction, { dtype }) };
  };

  const addsUp: Property = {
    says: 'gives rows that add up, with the bias, to the prediction',
    holds(received) {
      const { nodes, bias, prediction } = received as { nodes: unknown; bias: unknown; prediction: unknown };
      const sums = receivedTensor(nodes).sum(1).add(Number(bias));
      return sums.sub(receivedTensor(prediction)).abs().max().item() < 1e-4;
    },
  };

  type Arguments = [x: Tensor, layers: Layer[]];
  const usual = ['M-NODEBIAS', 'M-NODEWEIGHT', 'M-TRANSPOSE'];
  const vector = [...usual, 'M-KEEPDIM', 'M-MUTATE'];
  const check = (title: string, args: (rng: Rng) => Arguments, kills: readonly string[]): void =>
    test(title, () =>
      student.checkProbe('contributions', {
        who: 'nodeContributions',
        args,
        expected,
        tolerance: { rtol: 1e-4, atol: 1e-5 },
        properties: [addsUp],
        kills,
      }),
    );

  const net = (rng: Rng, hidden: number, act: Activation): Layer[] => [
    dense(rng, 1, hidden),
    { act },
    dense(rng, hidden, 1),
  ];
  const samples = (rng: Rng, n: number): Tensor => tensorOf(sixteenths(rng, n), [n]);

  describe('values', () => {
    check(
      'more samples than nodes [S3-37]',
      (rng) => [samples(rng, draw.integer(rng, 6, 9)), net(rng, draw.integer(rng, 3, 5), 'sigmoid')],
      vector,
    );
    check(
      'more nodes than samples, in double precision',
      (rng) => [samples(rng, 4).double(), net(rng, draw.integer(rng, 5, 8), 'sigmoid')],
      vector,
    );
    check('as many nodes as samples', (rng) => [samples(rng, 4), net(rng, 4, 'sigmoid')], vector);
  });

  describe('activations', () => {
    check('waves instead of sigmoids', (rng) => [samples(rng, 6), net(rng, 4, 'cosine')], [
      ...vector,
      'M-FIXEDACT',
    ]);
    check(
      'two hidden layers',
      (rng) => [
        samples(rng, 7),
        [dense(rng, 1, 5), { act: 'sigmoid' }, dense(rng, 5, 3), { act: 'clip' }, dense(rng, 3, 1)],
      ],
      [...vector, 'M-FIXEDACT'],
    );
  });

  describe('edges', () => {
    check('a column of samples', (rng) => [samples(rng, 6).unsqueeze(1), net(rng, 3, 'clip')], [
      ...usual,
      'M-FIXEDACT',
    ]);
    check('a single sample', (rng) => [samples(rng, 1), net(rng, 3, 'sigmoid')], vector);
    check('a single node', (rng) => [samples(rng, 5), net(rng, 1, 'sigmoid')], [
      'M-NODEBIAS',
      'M-NODEWEIGHT',
      'M-TRANSPOSE',
      'M-KEEPDIM',
      'M-MUTATE',
    ]);
  });
});

describe('A10.17 hingeFeatures', () => {
  const expected = (x: Tensor, hinges: number[]): Tensor => {
    const rows = (x.tolist() as number[]).map((sample) => hinges.map((hinge) => Math.max(0, sample - hinge)));
    return torch.tensor(rows, { dtype: x.dtype });
  };
  const kills = ['M-HINGESIDE', 'M-HINGESIGN', 'M-TRANSPOSE'];
  const check = (
    title: string,
    args: (rng: Rng) => [x: Tensor, hinges: number[]],
    own: readonly string[] = kills,
  ): void => test(title, () => student.check('hingeFeatures', { args, expected, kills: own }));

  const places = (rng: Rng, k: number): number[] => draw.shuffle(rng, sixteenths(rng, k));
  const samples = (rng: Rng, n: number): Tensor => tensorOf(sixteenths(rng, n), [n]);

  describe('values', () => {
    check('more samples than hinges', (rng) => [samples(rng, draw.integer(rng, 6, 9)), places(rng, 4)]);
    check('as many samples as hinges', (rng) => [samples(rng, 4), places(rng, 4)]);
  });
  describe('edges', () => {
    check('samples exactly at the hinges', (rng) => {
      const hinges = places(rng, 3);
      return [tensorOf([...hinges, 4, -4], [5]), hinges];
    });
    check('a single sample', (rng) => [tensorOf([draw.integer(rng, 4, 6)], [1]), places(rng, 3)]);
    check('a single hinge, in double precision', (rng) => [samples(rng, 6).double(), places(rng, 1)]);
  });
});

describe('A10.18 traceShapes', () => {
  const expected = (sizes: number[], N: number): number[][] => {
    const shapes: number[][] = [];
    for (let layer = 1; layer < sizes.length; layer++) shapes.push([N, sizes[layer]]);
    return shapes;
  };
  const kills = ['M-TRANSPOSE', 'M-WITHINPUT', 'M-WEIGHTSHAPE'];
  const check = (
    title: string,
    args: (rng: Rng) => [sizes: number[], N: number],
    own: readonly string[] = kills,
  ): void => test(title, () => student.check('traceShapes', { args, expected, kills: own }));

  describe('values', () => {
    check('two layers', (rng) => [draw.distinct(rng, 3, 2, 40), draw.integer(rng, 50, 90)]);
    check('many layers', (rng) => [
      draw.distinct(rng, draw.integer(rng, 5, 8), 2, 40),
      draw.integer(rng, 50, 90),
    ]);
  });
  describe('edges', () => {
    check('a single layer', (rng) => [draw.distinct(rng, 2, 2, 40), draw.integer(rng, 50, 90)]);
    check('a single sample', (rng) => [draw.distinct(rng, 4, 2, 40), 1]);
    check(
      'as many samples as units',
      (rng) => {
        const size = draw.integer(rng, 3, 9);
        return [[size, size, size], size];
      },
      ['M-WITHINPUT'],
    );
  });
});
