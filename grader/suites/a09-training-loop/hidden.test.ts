import { describe, test } from '@jest/globals';
import { draw, type Rng, submission } from '#grader/authoring';
import { DataFrame, data, nn, sk, type Tensor, torch } from '#torch';
import type { Batch, Call, Course, FitOptions, LoaderPlan, Net } from './probes.ts';

const student = submission('a09-training-loop');

const { float32, float64, int64 } = torch;

// ── Inputs ────────────────────────────────────────────────────────────────────────────────────────────────

const tensorOf = (numbers: readonly number[], shape: readonly number[], dtype = float32): Tensor =>
  torch.tensor([...numbers], { dtype }).reshape([...shape]);

const normals = (rng: Rng, shape: readonly number[], dtype = float32): Tensor =>
  tensorOf(
    draw.normal(
      rng,
      shape.reduce((product, size) => product * size, 1),
    ),
    shape,
    dtype,
  );

/** N samples of F features: every number different, so that each row can be told by its first one. */
function table(rng: Rng, n: number, f: number): Tensor {
  const names = draw.shuffle(
    rng,
    Array.from({ length: n * f }, (_, i) => i),
  );
  return tensorOf(
    names.map((name) => name / 4),
    [n, f],
  );
}

/** X (N, F) and y (N); targets are whole numbers, all different and none of them a feature. */
const samples = (rng: Rng, n: number, f: number): [Tensor, Tensor] => [
  table(rng, n, f),
  tensorOf(draw.distinct(rng, n, 1000, 1000 + 3 * n), [n]),
];

/** N and a batch size that does not divide it, with at least two full batches. */
function unevenly(rng: Rng): { n: number; batchSize: number } {
  const batchSize = draw.integer(rng, 3, 5);
  return { n: batchSize * draw.integer(rng, 2, 4) + draw.integer(rng, 1, batchSize - 1), batchSize };
}

// ── What is right ─────────────────────────────────────────────────────────────────────────────────────────

const range = (length: number): number[] => Array.from({ length }, (_, i) => i);

/** The sizes of all batches of an epoch. */
function sizesOf(n: number, { batchSize, dropLast = false }: LoaderPlan): number[] {
  const full: number[] = range(Math.floor(n / batchSize)).map(() => batchSize);
  return dropLast || n % batchSize === 0 ? full : [...full, n % batchSize];
}

/** The batches of an epoch in the samples' own order. */
function inOrder(tensors: readonly Tensor[], plan: LoaderPlan): Tensor[][] {
  const n = tensors[0].shape[0];
  return sizesOf(n, plan).map((size, i) => {
    const from = i * plan.batchSize;
    return tensors.map((x) => x.narrow(0, from, size));
  });
}

const column = (X: Tensor): number[] => X.select(1, 0).tolist() as number[];

const sorted = (numbers: readonly number[]): number[] => [...numbers].sort((a, b) => a - b);

/** Parameters and the gradients of the mean loss by them, for a chain of linear layers with tanh in between. */
function lossOf(net: readonly Tensor[], course: Course, { x, y }: Batch): Tensor {
  let h = torch.tensor(x, { dtype: float64 });
  for (let i = 0; i < net.length; i += 2) {
    if (i > 0) h = h.tanh();
    h = h.matmul((net[i] as Tensor).T).add(net[i + 1] as Tensor);
  }
  if (course.criterion === 'CrossEntropyLoss') {
    const picked = torch.stack(y.map((label, row) => h.at(row).at(label)));
    return h.logsumexp(1).sub(picked).mean();
  }
  const errors = h.select(1, 0).sub(torch.tensor(y, { dtype: float64 }));
  return (course.criterion === 'MSELoss' ? errors.mul(errors) : errors.abs()).mean();
}

/** SGD with momentum, or Adam, from their formulas: the losses before each step and the parameters after it. */
function trajectory(course: Course, batches: readonly Batch[], count: number) {
  let net = course.net.flatMap(({ weight, bias }) => [
    torch.tensor(weight, { dtype: float64 }),
    torch.tensor(bias, { dtype: float64 }),
  ]);
  let first = net.map((p) => torch.zerosLike(p));
  let second = first;
  return range(count).map((step) => {
    const leaves = net.map((p) => p.clone().requiresGrad_());
    const loss = lossOf(leaves, course, batches[step % batches.length] as Batch);
    const grads = torch.autograd.grad(loss, leaves) as Tensor[];
    if (course.rule === 'SGD') {
      first = first.map((v, i) => v.mul(course.momentum ?? 0).add(grads[i] as Tensor));
      net = net.map((p, i) => p.sub((first[i] as Tensor).mul(course.lr)));
    } else {
      first = first.map((m, i) => m.mul(0.9).add((grads[i] as Tensor).mul(0.1)));
      second = second.map((v, i) => v.mul(0.999).add((grads[i] as Tensor).square().mul(0.001)));
      net = net.map((p, i) => {
        const m = (first[i] as Tensor).div(1 - 0.9 ** (step + 1));
        const v = (second[i] as Tensor).div(1 - 0.999 ** (step + 1));
        return p.sub(m.div(v.sqrt().add(1e-8)).mul(course.lr));
      });
    }
    return { loss: loss.item(), values: net };
  });
}

/** Calls of `trainer` one after the other: the mean of the batches' losses for each epoch, and the parameters. */
function training(course: Course, batches: readonly Batch[], epochs: readonly number[]) {
  const all = trajectory(course, batches, batches.length * epochs.reduce((sum, count) => sum + count, 0));
  let done = 0;
  return epochs.map((count) => {
    const losses = range(count).map((epoch) => {
      const from = (done + epoch) * batches.length;
      const own = all.slice(from, from + batches.length);
      return own.reduce((sum, { loss }) => sum + loss, 0) / batches.length;
    });
    done += count;
    return { losses, values: all[done * batches.length - 1]?.values ?? [] };
  });
}

const logged = (losses: readonly number[]): string[] =>
  losses.map((loss, i) => `epoch: ${i + 1}, loss: ${loss.toFixed(4)}`);

/** The model of `fitLinear` from its recipe, with the mean squared error's gradient by hand. */
function fitByHand(X: Tensor, y: Tensor, { lr, epochs, batchSize, seed }: FitOptions): Tensor[] {
  torch.manualSeed(seed);
  let [weight, bias] = new nn.Linear(X.shape[1], 1).parameters().map((p) => p.detach()) as [Tensor, Tensor];
  const loader = new data.DataLoader(new data.TensorDataset(X, y), { batchSize, shuffle: true });
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const [x, t] of loader) {
      const slope = x
        .matmul(weight.T)
        .add(bias)
        .flatten()
        .sub(t)
        .mul(2 / t.shape[0]);
      weight = weight.sub(slope.unsqueeze(0).matmul(x).mul(lr));
      bias = bias.sub(slope.sum().mul(lr));
    }
  }
  return [weight, bias];
}

// ── Datasets ──────────────────────────────────────────────────────────────────────────────────────────────

describe('A09.1 dataset', () => {
  const who = 'MyTensorDataset';
  const rows = (tensors: readonly Tensor[], places: readonly number[]) => ({
    length: tensors[0]?.shape[0],
    samples: places.map((place) => tensors.map((x) => x.select(0, place))),
  });
  const kills = ['M-KEEPDIM'];

  describe('values', () => {
    test('rows and targets', () =>
      student.checkProbe('samples', {
        who,
        args: (rng) => {
          const [n, f] = draw.distinct(rng, 2, 3, 8) as [number, number];
          return [samples(rng, n, f), [n - 1, 0, draw.integer(rng, 1, n - 2)]];
        },
        expected: rows,
        kills,
      }));
    test('as many rows as features', () =>
      student.checkProbe('samples', {
        who,
        args: (rng) => {
          const n = draw.integer(rng, 4, 6);
          return [samples(rng, n, n), [1, n - 1, 2]];
        },
        expected: rows,
        kills,
      }));
    test('three tensors of other shapes and dtypes', () =>
      student.checkProbe('samples', {
        who,
        args: (rng) => {
          const n = draw.integer(rng, 4, 7);
          const labels = range(n).map(() => draw.integer(rng, 0, 9));
          return [
            [normals(rng, [n, 2, 3], float64), tensorOf(labels, [n], int64), table(rng, n, 1)],
            [2, n - 1],
          ];
        },
        expected: rows,
        kills,
      }));
  });

  describe('edges', () => {
    test('one tensor', () =>
      student.checkProbe('samples', {
        who,
        args: (rng) => [[table(rng, draw.integer(rng, 4, 7), 3)], [3, 1]],
        expected: rows,
        kills,
      }));
    test('one row', () =>
      student.checkProbe('samples', {
        who,
        args: (rng) => [samples(rng, 1, draw.integer(rng, 2, 5)), [0]],
        expected: rows,
        kills,
      }));
    test('different numbers of rows are refused', () =>
      student.checkProbe('accepted', {
        who,
        args: (rng) => {
          const n = draw.integer(rng, 4, 7);
          const [X, y] = samples(rng, n, 3);
          const [, longer] = samples(rng, n + 1, 3);
          const [, shorter] = samples(rng, n - 1, 3);
          return [
            [
              [X, y],
              [X, longer],
              [X, shorter],
              [X, y, shorter],
            ],
            1,
          ];
        },
        expected: ([pair]: readonly (readonly Tensor[])[], place: number) => [
          pair?.map((x) => x.select(0, place)),
          null,
          null,
          null,
        ],
        kills,
      }));
  });
});

// ── Loaders ───────────────────────────────────────────────────────────────────────────────────────────────

describe('A09.2 loader', () => {
  const who = 'MyDataLoader';

  describe('order', () => {
    const expected = (tensors: readonly Tensor[], plan: LoaderPlan, epochs: number) => ({
      length: sizesOf(tensors[0]?.shape[0] ?? 0, plan).length,
      epochs: range(epochs).map(() => inOrder(tensors, plan)),
      drew: false,
    });
    test('a last batch that is smaller', () =>
      student.checkProbe('batches', {
        who,
        args: (rng) => {
          const { n, batchSize } = unevenly(rng);
          return [samples(rng, n, draw.integer(rng, 2, 4)), { batchSize } as LoaderPlan, 2];
        },
        expected,
        kills: ['M-LASTBATCH'],
      }));
    test('batches of the same size', () =>
      student.checkProbe('batches', {
        who,
        args: (rng) => {
          const batchSize = draw.integer(rng, 3, 5);
          const n = batchSize * draw.integer(rng, 2, 4);
          return [samples(rng, n, batchSize), { batchSize, shuffle: false } as LoaderPlan, 2];
        },
        expected,
      }));
    test('without the last batch', () =>
      student.checkProbe('batches', {
        who,
        args: (rng) => {
          const { n, batchSize } = unevenly(rng);
          return [samples(rng, n, 1), { batchSize, dropLast: true } as LoaderPlan, 2];
        },
        expected,
      }));
  });

  describe('shuffle', () => {
    const expected = ([X]: readonly [X: Tensor, y: Tensor], plan: LoaderPlan, epochs: number) => ({
      length: sizesOf(X.shape[0], plan).length,
      sizes: range(epochs).map(() => sizesOf(X.shape[0], plan)),
      samples: range(epochs).map(() => sorted(column(X))),
      paired: true,
      orders: epochs,
      moved: true,
      sameSeedSameOrders: true,
      otherSeedOtherOrders: true,
    });
    const shuffling = (rng: Rng, uneven: boolean, seed?: number): [[Tensor, Tensor], LoaderPlan, number] => {
      const batchSize = draw.integer(rng, 4, 7);
      const n = 5 * batchSize + (uneven ? draw.integer(rng, 1, batchSize - 1) : 0);
      const plan = { batchSize, shuffle: true, ...(seed !== undefined && { seed }) };
      return [samples(rng, n, draw.integer(rng, 2, 4)), plan, 3];
    };
    test('every sample once in each epoch and with its own target', () =>
      student.checkProbe('shuffled', {
        who,
        args: (rng) => shuffling(rng, true, draw.integer(rng, 1, 1e6)),
        expected,
        kills: ['M-PAIRING', 'M-LASTBATCH', 'M-SHUFFLEONCE'],
      }));
    test('batches of the same size', () =>
      student.checkProbe('shuffled', {
        who,
        args: (rng) => shuffling(rng, false, draw.integer(rng, 1, 1e6)),
        expected,
        kills: ['M-PAIRING', 'M-SHUFFLEONCE'],
      }));
    test('from the generator of the runtime', () =>
      student.checkProbe('shuffled', {
        who,
        args: (rng) => shuffling(rng, true),
        expected,
        kills: ['M-PAIRING', 'M-LASTBATCH', 'M-SHUFFLEONCE'],
      }));
  });

  describe('edges', () => {
    const expected = (tensors: readonly Tensor[], plan: LoaderPlan, epochs: number) => ({
      length: sizesOf(tensors[0]?.shape[0] ?? 0, plan).length,
      epochs: range(epochs).map(() => inOrder(tensors, plan)),
      drew: false,
    });
    test('a batch size above the number of samples', () =>
      student.checkProbe('batches', {
        who,
        args: (rng) => {
          const n = draw.integer(rng, 3, 5);
          return [samples(rng, n, 2), { batchSize: n + 3 } as LoaderPlan, 1];
        },
        expected,
        kills: ['M-LASTBATCH'],
      }));
    test('one sample in each batch', () =>
      student.checkProbe('batches', {
        who,
        args: (rng) => [samples(rng, draw.integer(rng, 3, 5), 3), { batchSize: 1 } as LoaderPlan, 1],
        expected,
      }));
    test('three tensors with whole numbers among them', () =>
      student.checkProbe('batches', {
        who,
        args: (rng) => {
          const { n, batchSize } = unevenly(rng);
          const labels = range(n).map(() => draw.integer(rng, 0, 9));
          return [
            [table(rng, n, 2), tensorOf(labels, [n], int64), normals(rng, [n, 2, 2], float64)],
            { batchSize } as LoaderPlan,
            1,
          ];
        },
        expected,
        kills: ['M-LASTBATCH'],
      }));
    test('an epoch that is left early', () =>
      student.checkProbe('leftEarly', {
        who,
        args: (rng) => {
          const { n, batchSize } = unevenly(rng);
          return [samples(rng, n, 2), { batchSize } as LoaderPlan, 2];
        },
        expected: (tensors: readonly Tensor[], plan: LoaderPlan, taken: number) => ({
          first: inOrder(tensors, plan).slice(0, taken),
          whole: inOrder(tensors, plan),
        }),
        kills: ['M-LASTBATCH'],
      }));
    test('an epoch inside an epoch', () =>
      student.checkProbe('nested', {
        who,
        args: (rng) => {
          const { n, batchSize } = unevenly(rng);
          return [samples(rng, n, 2), { batchSize } as LoaderPlan];
        },
        expected: (tensors: readonly Tensor[], plan: LoaderPlan) =>
          inOrder(tensors, plan).map((outer) => ({ outer, inner: inOrder(tensors, plan) })),
        kills: ['M-LASTBATCH'],
      }));
  });
});

// ── Steps ─────────────────────────────────────────────────────────────────────────────────────────────────

/** Weights of either sign, none near 0. */
function net(rng: Rng, sizes: readonly number[]): Net {
  const numbers = (count: number): number[] =>
    draw.uniform(rng, count, 0.3, 1.2).map((w) => (rng() < 0.5 ? -w : w));
  return range(sizes.length - 1).map((i) => ({
    weight: range(sizes[i + 1] as number).map(() => numbers(sizes[i] as number)),
    bias: numbers(sizes[i + 1] as number),
  }));
}

const features = (rng: Rng, n: number, f: number): number[][] =>
  range(n).map(() => draw.uniform(rng, f, 0.4, 1.5).map((x) => (rng() < 0.5 ? -x : x)));

/** Batches of a regression, whose last is smaller; the targets are spread far wider than any prediction. */
function regression(rng: Rng, f: number, sizes: readonly number[]): Batch[] {
  return sizes.map((n) => ({
    x: features(rng, n, f),
    y: range(n).map((i) => (i % 2 === 0 ? 1 : -1) * (3 + 3 * rng())),
  }));
}

const SIZES = [5, 5, 3];
const pairsOf = (rng: Rng, f: number, sizes: readonly number[]): [Tensor, Tensor][] =>
  sizes.map((n) => [normals(rng, [n, f]), normals(rng, [n]).add(3)]);

/** What happens in the steps on these batches. */
const eventsOf = (batches: readonly (readonly [Tensor, Tensor])[]): string[] =>
  batches.flatMap(([X]) => ['forward', `loss of ${X.shape[0]} and ${X.shape[0]}`, 'backward', 'step']);

describe('A09.3 trainStep', () => {
  const who = 'trainStep';
  const own = ['M-NOZERO', 'M-ORDER', 'M-NX1', 'M-SUM', 'M-LOSSWHEN', 'M-ITEM'];

  describe('order', () => {
    const kills = ['M-NOZERO', 'M-ORDER', 'M-NX1'];
    test('two steps with old gradients at the start', () =>
      student.checkProbe('stepEvents', {
        who,
        args: (rng) => [pairsOf(rng, draw.integer(rng, 2, 4), [6, 5])],
        expected: eventsOf,
        kills,
      }));
    test('three steps on smaller and smaller batches', () =>
      student.checkProbe('stepEvents', {
        who,
        args: (rng) => [pairsOf(rng, 1, [4, 3, 2])],
        expected: eventsOf,
        kills,
      }));
  });

  describe('steps', () => {
    const expected = (course: Course, batches: readonly Batch[], count: number) =>
      trajectory(course, batches, count);
    const kills = own;
    test('one step', () =>
      student.checkProbe('steps', {
        who,
        args: (rng) => {
          const f = draw.integer(rng, 2, 4);
          const course = { net: net(rng, [f, 1]), criterion: 'MSELoss', rule: 'SGD', lr: 0.1, old: 1.5 };
          return [course as Course, regression(rng, f, [draw.integer(rng, 5, 8)]), 1];
        },
        expected,
        kills,
      }));
    test('two steps on two batches', () =>
      student.checkProbe('steps', {
        who,
        args: (rng) => {
          const course = { net: net(rng, [1, 1]), criterion: 'MSELoss', rule: 'SGD', lr: 0.1 };
          return [course as Course, regression(rng, 1, [6, 4]), 2];
        },
        expected,
        kills,
      }));
    test('seven steps of a network with momentum', () =>
      student.checkProbe('steps', {
        who,
        args: (rng) => {
          const [f, h] = draw.distinct(rng, 2, 2, 4) as [number, number];
          const course = {
            net: net(rng, [f, h, 1]),
            criterion: 'MSELoss',
            rule: 'SGD',
            lr: 0.02,
            momentum: 0.5,
          };
          return [course as Course, regression(rng, f, SIZES), 7];
        },
        expected,
        kills,
      }));
    test('seven steps of Adam and absolute errors', () =>
      student.checkProbe('steps', {
        who,
        args: (rng) => {
          const f = draw.integer(rng, 2, 4);
          const course = { net: net(rng, [f, 1]), criterion: 'L1Loss', rule: 'Adam', lr: 0.1 };
          return [course as Course, regression(rng, f, SIZES), 7];
        },
        expected,
      }));
  });

  describe('edges', () => {
    test('scores of classes stay a table', () =>
      student.checkProbe('steps', {
        who,
        args: (rng) => {
          const [f, c] = draw.distinct(rng, 2, 2, 4) as [number, number];
          const course = {
            net: net(rng, [f, c]),
            criterion: 'CrossEntropyLoss',
            rule: 'SGD',
            lr: 0.5,
            old: -2,
          };
          const batches = [7, 4].map((n) => ({
            x: features(rng, n, f),
            y: range(n).map(() => draw.integer(rng, 0, c - 1)),
          }));
          return [course as Course, batches, 3, false];
        },
        expected: (course: Course, batches: readonly Batch[], count: number, _flatten: false) =>
          trajectory(course, batches, count),
        kills: ['M-NOZERO', 'M-ORDER', 'M-SUM', 'M-LOSSWHEN', 'M-ITEM'],
      }));
    test('a batch of one', () =>
      student.checkProbe('steps', {
        who,
        args: (rng) => {
          const course = { net: net(rng, [3, 1]), criterion: 'MSELoss', rule: 'SGD', lr: 0.1, old: 1 };
          return [course as Course, regression(rng, 3, [1]), 2];
        },
        expected: trajectory,
        kills: ['M-NOZERO', 'M-ORDER', 'M-LOSSWHEN', 'M-ITEM'],
      }));
  });
});

// ── The trainer ───────────────────────────────────────────────────────────────────────────────────────────

describe('A09.4 trainer', () => {
  const who = 'trainer';
  const steps = ['M-NOZERO', 'M-ORDER', 'M-NX1'];
  const values = [...steps, 'M-EPOCHAVG', 'M-ITEM'];
  const linear = (rng: Rng, f: number, old?: number): Course => ({
    net: net(rng, [f, 1]),
    criterion: 'MSELoss',
    rule: 'SGD',
    lr: 0.05,
    ...(old !== undefined && { old }),
  });

  describe('losses', () => {
    test('the mean over batches whose last is smaller', () =>
      student.checkProbe('trained', {
        who,
        args: (rng) => {
          const f = draw.integer(rng, 2, 4);
          return [linear(rng, f, 1), regression(rng, f, SIZES), [{ epochs: 3, verbose: false }]];
        },
        expected: (course: Course, batches: readonly Batch[], _calls: readonly Call[]) =>
          training(course, batches, [3]).map((call) => ({ ...call, lines: [] })),
        kills: values,
      }));
    test('the losses of a network', () =>
      student.checkProbe('trained', {
        who,
        args: (rng) => {
          const [f, h] = draw.distinct(rng, 2, 2, 4) as [number, number];
          const course = { ...linear(rng, f), net: net(rng, [f, h, 1]) };
          return [course, regression(rng, f, [6, 4]), [{ epochs: 4, verbose: false }]];
        },
        expected: (course: Course, batches: readonly Batch[], _calls: readonly Call[]) =>
          training(course, batches, [4]).map((call) => ({ ...call, lines: [] })),
        kills: values,
      }));
  });

  describe('training', () => {
    test('steps in order', () =>
      student.checkProbe('trainerEvents', {
        who,
        args: (rng) => [pairsOf(rng, draw.integer(rng, 2, 4), [5, 3]), 2],
        expected: (batches: readonly [Tensor, Tensor][], epochs: number) =>
          range(epochs).flatMap(() => eventsOf(batches)),
        kills: steps,
      }));
    test('a second call goes on [S3-26]', () =>
      student.checkProbe('trained', {
        who,
        args: (rng) => {
          const f = draw.integer(rng, 2, 4);
          const call = { epochs: 2, verbose: false };
          return [linear(rng, f), regression(rng, f, SIZES), [call, call]];
        },
        expected: (course: Course, batches: readonly Batch[], _calls: readonly Call[]) =>
          training(course, batches, [2, 2]).map((call) => ({ ...call, lines: [] })),
        kills: values,
      }));
  });

  describe('log', () => {
    test('a line for each of five epochs', () =>
      student.checkProbe('trained', {
        who,
        args: (rng) => [linear(rng, 2), regression(rng, 2, SIZES), [{}]],
        expected: (course: Course, batches: readonly Batch[], _calls: readonly Call[]) =>
          training(course, batches, [5]).map((call) => ({ ...call, lines: logged(call.losses) })),
        kills: values,
      }));
    test('silence where it is asked for', () =>
      student.checkProbe('trained', {
        who,
        args: (rng) => [
          linear(rng, 1),
          regression(rng, 1, [4, 2]),
          [{ epochs: 1 }, { epochs: 2, verbose: false }, { epochs: 1, verbose: true }],
        ],
        expected: (course: Course, batches: readonly Batch[], calls: readonly Call[]) =>
          training(course, batches, [1, 2, 1]).map((call, i) => ({
            ...call,
            lines: calls[i]?.verbose === false ? [] : logged(call.losses),
          })),
        kills: values,
      }));
  });

  describe('edges', () => {
    test('scores of classes', () =>
      student.checkProbe('trained', {
        who,
        args: (rng) => {
          const [f, c] = draw.distinct(rng, 2, 2, 4) as [number, number];
          const course = { ...linear(rng, f), net: net(rng, [f, c]), criterion: 'CrossEntropyLoss' };
          const batches = [6, 3].map((n) => ({
            x: features(rng, n, f),
            y: range(n).map(() => draw.integer(rng, 0, c - 1)),
          }));
          return [course as Course, batches, [{ epochs: 2, verbose: false, flatten: false }]];
        },
        expected: (course: Course, batches: readonly Batch[], _calls: readonly Call[]) =>
          training(course, batches, [2]).map((call) => ({ ...call, lines: [] })),
        kills: ['M-NOZERO', 'M-ORDER', 'M-EPOCHAVG', 'M-ITEM'],
      }));
  });
});

// ── Fits ──────────────────────────────────────────────────────────────────────────────────────────────────

describe('A09.5 comparisonTable', () => {
  const who = 'comparisonTable';
  interface Fit {
    readonly intercept: number;
    readonly coef: readonly number[];
  }
  interface Learned {
    readonly bias: number;
    readonly weight: readonly number[];
  }
  const expected = (fit: Fit, learned: Learned, _depth: number): string =>
    String(
      new DataFrame(
        [
          [fit.intercept, ...fit.coef],
          [learned.bias, ...learned.weight],
        ],
        { index: ['sklearn', 'pytorch'], columns: ['w0', ...fit.coef.map((_, i) => `w${i + 1}`)] },
      ).round(2),
    );
  /** Odd sixteenths never lie halfway between two decimals, and float32 holds them exactly. */
  const odd = (rng: Rng, low: number, high: number): number =>
    (2 * draw.integer(rng, low * 8, high * 8) + 1) / 16;
  const fitOf = (rng: Rng, f: number): Fit => ({
    intercept: odd(rng, -3, 3),
    coef: range(f).map((i) => odd(rng, 10 * i + 5, 10 * i + 12)),
  });
  const learnedOf = (rng: Rng, f: number): Learned => ({
    bias: odd(rng, -3, 3),
    weight: range(f).map((i) => odd(rng, 10 * i + 5, 10 * i + 12)),
  });
  const kills = ['M-BIASPLACE'];

  describe('values', () => {
    test('a model of several features', () =>
      student.checkProbe('table', {
        who,
        args: (rng) => {
          const f = draw.integer(rng, 2, 4);
          return [fitOf(rng, f), learnedOf(rng, f), 0];
        },
        expected,
        kills,
      }));
    test('a model of one feature', () =>
      student.checkProbe('table', {
        who,
        args: (rng) => [fitOf(rng, 1), learnedOf(rng, 1), 0],
        expected,
        kills,
      }));
  });

  describe('edges', () => {
    test('a layer further down', () =>
      student.checkProbe('table', {
        who,
        args: (rng) => [fitOf(rng, 2), learnedOf(rng, 2), draw.integer(rng, 1, 2)],
        expected,
        kills,
      }));
    test('numbers of very different sizes', () =>
      student.checkProbe('table', {
        who,
        args: (rng) => [
          { intercept: odd(rng, 1000, 2000), coef: [0, -odd(rng, 1, 3)] },
          { bias: odd(rng, -9, -5), weight: [odd(rng, 100, 200), 7] },
          0,
        ],
        expected,
        kills,
      }));
  });
});

describe('A09.6 fitLinear', () => {
  const who = 'fitLinear';
  const tolerance = { rtol: 1e-3, atol: 1e-4 };
  const kills = ['M-NOZERO', 'M-NX1', 'M-SUM', 'M-REINIT', 'M-OPTOLD'];

  /** Samples of a linear model with an intercept, and some noise. */
  function line(rng: Rng, n: number, f: number): [Tensor, Tensor] {
    const X = normals(rng, [n, f]);
    const slopes = tensorOf(
      draw.uniform(rng, f, 2, 6).map((w) => (rng() < 0.5 ? -w : w)),
      [f],
    );
    return [
      X,
      X.matmul(slopes)
        .add(normals(rng, [n]).mul(0.5))
        .add(3),
    ];
  }

  describe('parameters', () => {
    const seeded = (rng: Rng, f: number, epochs: number): [Tensor, Tensor, FitOptions] => {
      const { n, batchSize } = unevenly(rng);
      return [...line(rng, n, f), { lr: 0.05, epochs, batchSize, seed: draw.integer(rng, 1, 1e6) }];
    };
    test('several features', () =>
      student.checkProbe('fitted', {
        who,
        args: (rng) => seeded(rng, draw.integer(rng, 2, 4), 3),
        expected: fitByHand,
        tolerance,
        kills,
      }));
    test('one feature', () =>
      student.checkProbe('fitted', {
        who,
        args: (rng) => seeded(rng, 1, 4),
        expected: fitByHand,
        tolerance,
        kills,
      }));
    test('without a line of output', () =>
      student.checkProbe('fittedAloud', {
        who,
        args: (rng) => seeded(rng, 2, 3),
        expected: (...given: [Tensor, Tensor, FitOptions]) => ({ parameters: fitByHand(...given), lines: 0 }),
        tolerance,
        kills,
      }));
    test('one epoch of two steps', () =>
      student.checkProbe('fitted', {
        who,
        args: (rng) => [
          ...line(rng, 7, 2),
          { lr: 0.1, epochs: 1, batchSize: 4, seed: draw.integer(rng, 1, 1e6) },
        ],
        expected: fitByHand,
        tolerance,
        kills: ['M-NOZERO', 'M-NX1', 'M-SUM', 'M-OPTOLD'],
      }));
  });

  describe('chapter', () => {
    const chapter = (rng: Rng, nFeatures: number): [Tensor, Tensor, FitOptions] => {
      const randomState = draw.integer(rng, 1, 1000);
      const [X, y] = sk.makeRegression({ nSamples: 200, nFeatures, randomState, noise: 10 });
      return [
        torch.tensor(X, { dtype: float32 }),
        torch.tensor(y, { dtype: float32 }),
        { lr: 0.1, epochs: 3, batchSize: 50, seed: draw.integer(rng, 1, 1e6) },
      ];
    };
    test('a regression on three features', () =>
      student.checkProbe('fitted', {
        who,
        args: (rng) => chapter(rng, 3),
        expected: fitByHand,
        tolerance,
        kills: ['M-NOZERO', 'M-NX1', 'M-SUM', 'M-REINIT', 'M-OPTOLD'],
      }));
  });
});
