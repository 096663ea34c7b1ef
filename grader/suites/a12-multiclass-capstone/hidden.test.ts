import { describe, test } from '@jest/globals';
import { draw, type Property, type Rng, returns, submission } from '#grader/authoring';
import { data, nn, sk, type Tensor, torch } from '#torch';
import type { Course, MlpOptions, Net, Split, Steps } from './probes.ts';

const student = submission('a12-multiclass-capstone');

const { float32, float64, int64 } = torch;

// ── Inputs ────────────────────────────────────────────────────────────────────────────────────────────────

const range = (length: number): number[] => Array.from({ length }, (_, i) => i);

const tensorOf = (numbers: readonly number[], shape: readonly number[], dtype = float32): Tensor =>
  torch.tensor([...numbers], { dtype }).reshape([...shape]);

const count = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);

const normals = (rng: Rng, shape: readonly number[], dtype = float32): Tensor =>
  tensorOf(draw.normal(rng, count(shape)), shape, dtype);

const labelsOf = (numbers: readonly number[]): Tensor => torch.tensor([...numbers], { dtype: int64 });

/** n labels of c classes in random order, each class at least once. */
const labels = (rng: Rng, n: number, c: number): Tensor =>
  labelsOf(
    draw.shuffle(
      rng,
      range(n).map((i) => (i < c ? i : draw.integer(rng, 0, c - 1))),
    ),
  );

/** Numbers of samples, features and classes that cannot be taken for one another. */
function unlike(rng: Rng): { n: number; f: number; c: number } {
  const [f = 3, c = 4] = draw.distinct(rng, 2, 3, 5);
  return { n: draw.integer(rng, 7, 10), f, c };
}

/** Draws until it fits: for inputs on which right and wrong would otherwise agree by chance. */
function drawUntil<T>(make: () => T, fits: (drawn: T) => boolean): T {
  for (let tries = 0; tries < 500; tries++) {
    const drawn = make();
    if (fits(drawn)) return drawn;
  }
  throw new Error('drawUntil: nothing fits');
}

/** Samples around a centre for each class, and as many held-out ones as `m`. */
function clusters(rng: Rng, sizes: { n: number; m: number; f: number; c: number }, spread = 1.2): Split {
  const { n, m, f, c } = sizes;
  const centres = normals(rng, [c, f]).mul(1.5);
  const around = (y: Tensor, rows: number): Tensor => centres.at(y).add(normals(rng, [rows, f]).mul(spread));
  const [y, yv] = [labels(rng, n, c), labels(rng, m, c)];
  return [around(y, n), y, around(yv, m), yv];
}

// ── What is right ─────────────────────────────────────────────────────────────────────────────────────────

const crossEntropy = (scores: Tensor, y: Tensor): Tensor =>
  scores
    .logsumexp(1)
    .sub(scores.gather(1, y.unsqueeze(1)).squeeze(1))
    .mean();

const shareRight = (scores: Tensor, y: Tensor): number => scores.argmax(1).eq(y).double().mean().item();

/** Steps of gradient descent on the mean cross-entropy, with the gradient that autograd finds. */
function descended(X: Tensor, y: Tensor, W: Tensor, b: Tensor, o: Steps, epochs: number) {
  const losses: number[] = [];
  let at = { W, b };
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let from = 0; from < X.shape[0]; from += o.batch) {
      const size = Math.min(o.batch, X.shape[0] - from);
      const leaves = [at.W, at.b].map((t) => t.clone().requiresGrad_()) as [Tensor, Tensor];
      const scores = X.narrow(0, from, size).matmul(leaves[0]).add(leaves[1]);
      const loss = crossEntropy(scores, y.narrow(0, from, size));
      const [dW, db] = torch.autograd.grad(loss, leaves) as [Tensor, Tensor];
      losses.push(loss.item());
      at = { W: at.W.sub(dW.mul(o.lr)), b: at.b.sub(db.mul(o.lr)) };
    }
  }
  return { ...at, losses };
}

/** Central differences of the mean cross-entropy by every entry of W and b, all of them 0: no autograd, no formula. */
function slopesAtZero(X: Tensor, y: Tensor, f: number, c: number): { W: Tensor; b: Tensor } {
  const h = 1e-5;
  const slope = (entry: number): number => {
    const lossAt = (moved: number): number => {
      const all = torch.zeros([f * c + c], { dtype: float64 });
      all.at(entry).fill_(moved);
      const [W, b] = [all.narrow(0, 0, f * c).reshape([f, c]), all.narrow(0, f * c, c)];
      return crossEntropy(X.matmul(W).add(b), y).item();
    };
    return (lossAt(h) - lossAt(-h)) / (2 * h);
  };
  const slopes = tensorOf(range(f * c + c).map(slope), [f * c + c], float64);
  return { W: slopes.narrow(0, 0, f * c).reshape([f, c]), b: slopes.narrow(0, f * c, c) };
}

/** A network's scores: linear layers, a ReLU between each two. `params` are weight, bias, weight, bias, … */
function scoresOf(params: readonly Tensor[], x: Tensor): Tensor {
  let h = x;
  for (let i = 0; i < params.length; i += 2) {
    if (i > 0) h = h.clampMin(0);
    h = h.matmul((params[i] as Tensor).t()).add(params[i + 1] as Tensor);
  }
  return h;
}

type Batches = readonly (readonly [X: Tensor, y: Tensor])[];

/** Adam from its formula on the mean cross-entropy: the mean loss of each epoch, and the parameters at the end. */
function adam(params: readonly Tensor[], epochs: readonly Batches[], lr: number) {
  let values = params;
  let first = params.map((p) => torch.zerosLike(p));
  let second = first;
  let step = 0;
  const losses = epochs.map((batches) => {
    let total = 0;
    for (const [x, y] of batches) {
      step += 1;
      const leaves = values.map((p) => p.clone().requiresGrad_());
      const loss = crossEntropy(scoresOf(leaves, x), y);
      const grads = torch.autograd.grad(loss, leaves) as Tensor[];
      total += loss.item();
      first = first.map((m, i) => m.mul(0.9).add((grads[i] as Tensor).mul(0.1)));
      second = second.map((v, i) => v.mul(0.999).add((grads[i] as Tensor).square().mul(0.001)));
      const [unbias, unbiasSquares] = [1 - 0.9 ** step, 1 - 0.999 ** step];
      values = values.map((p, i) => {
        const size = (second[i] as Tensor).div(unbiasSquares).sqrt().add(1e-8);
        return p.sub((first[i] as Tensor).div(unbias).div(size).mul(lr));
      });
    }
    return total / batches.length;
  });
  return { losses, values };
}

/** Calls of `trainMulticlass` one after the other, each with an Adam of its own. */
function courseOf(net: Net, batches: Batches, courses: readonly Course[]) {
  let values = net.flatMap(({ weight, bias }) => [weight, bias]);
  return courses.map(({ lr, epochs }) => {
    const after = adam(
      values,
      range(epochs).map(() => batches),
      lr,
    );
    values = [...after.values];
    return { losses: after.losses, values };
  });
}

/** The parameters that `mlpWay` must arrive at, from its recipe, and its losses. */
function mlpParameters([Xtr, ytr]: Split, o: MlpOptions) {
  const c = (ytr.max().item() as number) + 1;
  torch.manualSeed(o.seed);
  const layers = [new nn.Linear(Xtr.shape[1], o.hidden), new nn.Linear(o.hidden, c)];
  const params = layers.flatMap((layer) => layer.parameters().map((p) => p.detach()));
  const samples = new data.TensorDataset(Xtr, ytr);
  const loader = new data.DataLoader(samples, { batchSize: o.batchSize, shuffle: true });
  const epochs = range(o.epochs).map((): Batches => [...loader].map(([x, y]) => [x, y] as const));
  return adam(params, epochs, o.lr);
}

/** What `mlpWay` must have learned. */
function mlp(split: Split, at: Tensor, o: MlpOptions) {
  const [, , Xv, yv] = split;
  const { losses, values } = mlpParameters(split, o);
  const p = torch.softmax(scoresOf(values, at), 1);
  return { probabilities: p, labels: p.argmax(1), losses, accuracy: shareRight(scoresOf(values, Xv), yv) };
}

// ── By hand ───────────────────────────────────────────────────────────────────────────────────────────────

describe('A12.1 softmaxRegressionEpoch', () => {
  const who = 'softmaxRegressionEpoch';
  type Args = [X: Tensor, y: Tensor, W: Tensor, b: Tensor, o: Steps, epochs: number];
  const drawn = (rng: Rng, n: number, f: number, c: number, o: Steps, epochs = 1): Args => [
    normals(rng, [n, f]),
    labels(rng, n, c),
    normals(rng, [f, c]),
    normals(rng, [c]),
    o,
    epochs,
  ];
  const expected = (X: Tensor, y: Tensor, W: Tensor, b: Tensor, o: Steps, epochs: number) => {
    const after = descended(X, y, W, b, o, epochs);
    return { W: after.W, b: after.b };
  };
  const tolerance = { rtol: 1e-3, atol: 1e-5 };
  const every = ['M-NODIVN', 'M-SIGEACH', 'M-ONEHOTFORGOT', 'M-ASCENT', 'M-REBIND', 'M-BIASFORGOT'];
  const kills = [...every, 'M-DOUBLESOFT', 'M-AXIS'];
  const check = (args: (rng: Rng) => Args, codes: readonly string[]): Promise<void> =>
    student.checkProbe('byHand', { who, args, expected, tolerance, kills: codes });

  describe('gradient', () => {
    test('from zeros one step of size one is minus the slopes', () =>
      student.checkProbe('byHand', {
        who,
        args: (rng): Args => {
          const { n, f, c } = unlike(rng);
          const [W, b] = [torch.zeros([f, c], { dtype: float64 }), torch.zeros([c], { dtype: float64 })];
          return [normals(rng, [n, f], float64), labels(rng, n, c), W, b, { lr: 1, batch: n }, 1];
        },
        expected: (X: Tensor, y: Tensor, W: Tensor, _b: Tensor, _o: Steps, _epochs: number) => {
          const slopes = slopesAtZero(X, y, W.shape[0], W.shape[1]);
          return { W: slopes.W.neg(), b: slopes.b.neg() };
        },
        tolerance: { rtol: 1e-4, atol: 1e-7 },
        kills: [...every, 'M-AXIS'],
      }));
    test('one batch of all rows [S1-09] [S1-11]', () =>
      check((rng) => {
        const { n, f, c } = unlike(rng);
        return drawn(rng, n, f, c, { lr: 0.5, batch: n });
      }, kills));
    test('as many rows as features and classes', () =>
      check((rng) => {
        const size = draw.integer(rng, 4, 5);
        return drawn(rng, size, size, size, { lr: 0.3, batch: size });
      }, kills));
  });

  describe('batches', () => {
    test('three batches whose last is smaller', () =>
      check((rng) => drawn(rng, 13, 2, 3, { lr: 0.4, batch: 5 }), [...kills, 'M-LASTBATCH', 'M-BATCHSIZE']));
    test('three epochs of two batches', () =>
      check(
        (rng) => drawn(rng, 9, 3, 4, { lr: 0.2, batch: 6 }, 3),
        [...kills, 'M-LASTBATCH', 'M-BATCHSIZE'],
      ));
    test('batches without the last class', () =>
      check(
        (rng) => {
          const [X, y, W, b, o, epochs] = drawn(rng, 10, 3, 4, { lr: 0.3, batch: 4 });
          return [X, y.sort().values, W, b, o, epochs];
        },
        [...kills, 'M-LASTBATCH', 'M-BATCHSIZE', 'M-ONEHOTWIDTH'],
      ));
  });

  describe('edges', () => {
    test('a batch size above the number of rows', () =>
      check((rng) => drawn(rng, 6, 2, 4, { lr: 0.5, batch: 16 }), [...kills, 'M-LASTBATCH', 'M-BATCHSIZE']));
    test('one row in each batch', () =>
      check((rng) => drawn(rng, 5, 3, 4, { lr: 0.2, batch: 1 }), ['M-ASCENT', 'M-REBIND', 'M-AXIS']));
    test('two classes and a single feature', () =>
      check((rng) => drawn(rng, 7, 1, 2, { lr: 0.5, batch: 4 }), ['M-NODIVN', 'M-ASCENT', 'M-REBIND']));
    test('double precision', () =>
      student.checkProbe('byHand', {
        who,
        args: (rng): Args => {
          const [X, y, W, b, o, epochs] = drawn(rng, 8, 2, 3, { lr: 0.5, batch: 3 });
          return [X.double(), y, W.double(), b.double(), o, epochs];
        },
        expected,
        kills: [...kills, 'M-LASTBATCH', 'M-BATCHSIZE'],
      }));
  });

  describe('stability', () => {
    test('scores in the thousands', () =>
      check(
        (rng) => {
          const [X, y, W, b, o, epochs] = drawn(rng, 7, 2, 4, { lr: 0.5, batch: 7 });
          return [X.mul(1000).add(500), y, W.mul(3), b, o, epochs];
        },
        ['M-OVERFLOW'],
      ));
    test('scores of a thousand for every class', () =>
      check(
        (rng) => {
          const [X, y, W, b, o, epochs] = drawn(rng, 6, 2, 3, { lr: 0.5, batch: 4 });
          return [X, y, W, b.add(1000), o, epochs];
        },
        ['M-OVERFLOW'],
      ));
  });
});

// ── The wrong way ─────────────────────────────────────────────────────────────────────────────────────────

/** The weights with the least squared error, by the normal equations. */
function leastSquares(A: Tensor, y: Tensor): Tensor {
  return torch.linalg.solve(A.t().matmul(A), A.t().matmul(y.double()));
}

/** What a regression on the class number predicts. */
function regressed(X: Tensor, y: Tensor, Xv: Tensor): Tensor {
  const design = (x: Tensor): Tensor => torch.cat([torch.ones([x.shape[0], 1]), x], 1).double();
  return design(Xv).matmul(leastSquares(design(X), y));
}

/** The same without an intercept. */
const regressedFromOrigin = (X: Tensor, y: Tensor, Xv: Tensor): Tensor =>
  Xv.double().matmul(leastSquares(X.double(), y));

describe('A12.2 wrongWay', () => {
  const rounded = (yHat: Tensor, y: Tensor): Tensor => yHat.round().clamp(0, y.max().item()).long();
  const expected = (X: Tensor, y: Tensor, Xv: Tensor, yv: Tensor) => {
    const predictions = rounded(regressed(X, y, Xv), y);
    return { accuracy: predictions.eq(yv).double().mean().item(), predictions };
  };
  const share = (X: Tensor, y: Tensor, Xv: Tensor, yv: Tensor) => expected(X, y, Xv, yv).accuracy;

  /** No prediction lies about halfway between two labels, where rounding decides. */
  const isClear = (yHat: Tensor): boolean => yHat.sub(yHat.floor()).sub(0.5).abs().min().item() > 0.01;

  /** Classes along a line that does not pass the origin. Held-out rows are spread wider, so that some predictions leave the range. */
  function ranked(rng: Rng, sizes: { n: number; m: number; f: number; c: number }): [...Split] {
    const { n, m, f, c } = sizes;
    const slope = normals(rng, [f]);
    const ranks = (X: Tensor): Tensor => {
      const line = X.matmul(slope).sub(slope.sum().mul(3));
      const noise = normals(rng, [X.shape[0]]).mul(0.8);
      return line
        .div(slope.norm())
        .add(noise)
        .add(c / 2)
        .floor()
        .clamp(0, c - 1)
        .long();
    };
    const make = (): [...Split] => {
      const [X, Xv] = [normals(rng, [n, f]).add(3), normals(rng, [m, f]).mul(2.5).add(3)];
      return [X, ranks(X), Xv, ranks(Xv)];
    };
    return drawUntil(make, ([X, y, Xv, yv]) => {
      if (y.max().item() !== c - 1) return false;
      const yHat = regressed(X, y, Xv);
      const predictions = rounded(yHat, y);
      const differs = (other: Tensor): boolean => !predictions.equal(other);
      const truncated = yHat.clamp(0, c - 1).long();
      return (
        isClear(yHat) &&
        differs(yHat.round().long()) &&
        differs(truncated) &&
        differs(rounded(regressedFromOrigin(X, y, Xv), y)) &&
        Math.abs(share(X, y, Xv, yv) - share(X, y, X, y)) > 0.02
      );
    });
  }
  const kills = ['M-TRAINEVAL', 'M-LABELRANGE', 'M-TRUNCATE', 'M-FLOATLABEL', 'M-BIASFORGOT'];
  const check = (args: (rng: Rng) => [...Split], codes = kills): Promise<void> =>
    student.check('wrongWay', { args, expected, tolerance: { rtol: 0, atol: 1e-6 }, kills: codes });

  describe('values', () => {
    test('three classes', () => check((rng) => ranked(rng, { n: 24, m: 11, f: 2, c: 3 })));
    test('four classes', () => check((rng) => ranked(rng, { n: 30, m: 13, f: 3, c: 4 })));
    test('as many features as classes', () => check((rng) => ranked(rng, { n: 25, m: 12, f: 3, c: 3 })));
  });

  describe('edges', () => {
    test('a single feature', () => check((rng) => ranked(rng, { n: 20, m: 9, f: 1, c: 3 })));
    test('two classes', () => check((rng) => ranked(rng, { n: 20, m: 14, f: 2, c: 2 })));
    test('as many held out as learned from', () => check((rng) => ranked(rng, { n: 16, m: 16, f: 2, c: 3 })));
    test('hardly anything but the middle class [S1-18]', () =>
      check(
        (rng) => {
          const make = (): [...Split] => {
            const place = (y: Tensor): Tensor => {
              const rows = y.shape[0];
              const noise = (): Tensor => normals(rng, [rows]).mul(0.4);
              // The middle class lies apart in the north; the others hardly differ.
              const [east, north] = [y.mul(0.2), y.eq(1).mul(2)];
              return torch.stack([noise().add(east), noise().add(north)], 1);
            };
            const [y, yv] = [labels(rng, 30, 3), labels(rng, 15, 3)];
            return [place(y), y, place(yv), yv];
          };
          return drawUntil(make, ([X, y, Xv, yv]) => {
            const yHat = regressed(X, y, Xv);
            const middle = rounded(yHat, y).eq(1).sum().item();
            return isClear(yHat) && middle >= 13 && Math.abs(share(X, y, Xv, yv) - share(X, y, X, y)) > 0.02;
          });
        },
        ['M-TRAINEVAL', 'M-TRUNCATE', 'M-FLOATLABEL'],
      ));
  });
});

// ── Logistic regression ───────────────────────────────────────────────────────────────────────────────────

interface Descent {
  readonly lr: number;
  readonly steps: number;
}

/** The model after descent from zeros, in double precision. */
function logistic([Xtr, ytr]: Split, { lr, steps }: Descent) {
  const [f, c] = [Xtr.shape[1] as number, (ytr.max().item() as number) + 1];
  const zeros = [torch.zeros([f, c], { dtype: float64 }), torch.zeros([c], { dtype: float64 })] as const;
  return descended(Xtr.double(), ytr, ...zeros, { lr, batch: Xtr.shape[0] }, steps);
}

/** What is graded of it: probabilities and accuracy on the held-out rows, and the losses. */
function verdict(split: Split, o: Descent) {
  const [, , Xv, yv] = split;
  const { W, b, losses } = logistic(split, o);
  const scores = Xv.double().matmul(W).add(b);
  return { probabilities: torch.softmax(scores, 1).float(), losses, accuracy: shareRight(scores, yv) };
}

/** Whether the labels of the held-out rows are beyond doubt, and another share of them is right than of the training rows. */
function isTellingFor(scores: (X: Tensor) => Tensor, ...[Xtr, ytr, Xv, yv]: Split): boolean {
  const held = scores(Xv);
  const [best, next] = held.topk(2, 1).values.unbind(1) as [Tensor, Tensor];
  return (
    best.sub(next).min().item() > 0.01 && Math.abs(shareRight(held, yv) - shareRight(scores(Xtr), ytr)) > 0.02
  );
}

function isTelling(split: Split, o: Descent): boolean {
  const { W, b } = logistic(split, o);
  return isTellingFor((X) => X.double().matmul(W).add(b), ...split);
}

describe('A12.3 logisticWay', () => {
  type Args = [...Split, o: Descent];
  const drawn = (rng: Rng, sizes: { n: number; m: number; f: number; c: number }, o: Descent): Args => [
    ...drawUntil(
      () => clusters(rng, sizes),
      (split) => isTelling(split, o),
    ),
    o,
  ];
  const tolerance = { rtol: 1e-3, atol: 1e-4 };
  const kills = [
    'M-TRAINEVAL',
    'M-DOUBLESOFT',
    'M-NODIVN',
    'M-SIGEACH',
    'M-LOSSWHEN',
    'M-ASCENT',
    'M-REBIND',
    'M-NOZERO',
    'M-AXIS',
  ];
  const check = (args: (rng: Rng) => Args, codes: readonly string[]): Promise<void> =>
    student.check('logisticWay', {
      args,
      expected: (Xtr: Tensor, ytr: Tensor, Xv: Tensor, yv: Tensor, o: Descent) =>
        verdict([Xtr, ytr, Xv, yv], o),
      returns: (Xtr: Tensor, ytr: Tensor, _Xv: Tensor, _yv: Tensor, o: Descent) => {
        const [f, c] = [Xtr.shape[1] as number, (ytr.max().item() as number) + 1];
        return returns.record({
          W: returns.tensor({ shape: [f, c], dtype: 'float32' }),
          b: returns.tensor({ shape: [c], dtype: 'float32' }),
          losses: returns.list(o.steps, returns.number()),
          accuracy: returns.number(),
        });
      },
      // Adding one number to all biases changes no probability: that is what is graded.
      compare: (received, _Xtr, _ytr, Xv) => {
        const { W, b, losses, accuracy } = received as unknown as Readonly<Record<string, never>>;
        const tensor = ({ data, shape }: { data: Float32Array; shape: number[] }): Tensor =>
          torch.tensor(data, { dtype: float32 }).reshape([...shape]);
        return { probabilities: torch.softmax(Xv.matmul(tensor(W)).add(tensor(b)), 1), losses, accuracy };
      },
      tolerance,
      kills: codes,
    });

  describe('values', () => {
    test('three classes [S1-08] [S1-09] [S1-10]', () =>
      check(
        (rng) => drawn(rng, { n: 21, m: 11, f: 2, c: 3 }, { lr: 0.5, steps: 12 }),
        [...kills, 'M-TRANSPOSE'],
      ));
    test('more classes than features', () =>
      check(
        (rng) => drawn(rng, { n: 24, m: 13, f: 2, c: 5 }, { lr: 0.3, steps: 15 }),
        [...kills, 'M-TRANSPOSE'],
      ));
    test('as many features as classes', () =>
      check(
        (rng) => drawn(rng, { n: 18, m: 9, f: 3, c: 3 }, { lr: 0.5, steps: 10 }),
        [...kills, 'M-TRANSPOSE'],
      ));
    test('one step', () =>
      check(
        (rng) => drawn(rng, { n: 16, m: 7, f: 4, c: 3 }, { lr: 1, steps: 1 }),
        ['M-TRAINEVAL', 'M-NODIVN', 'M-ASCENT', 'M-LOSSWHEN', 'M-REBIND'],
      ));
  });

  describe('numbers', () => {
    test('the same classes under other numbers', () =>
      student.checkProbe('underOtherNumbers', {
        who: 'logisticWay',
        args: (rng): [Split, Tensor, Descent] => {
          const o = { lr: 0.5, steps: 8 };
          const make = () => clusters(rng, { n: 20, m: 9, f: 2, c: 4 });
          const numbers = drawUntil(
            () => draw.shuffle(rng, range(4)),
            (order) => order.some((k, i) => k !== i),
          );
          return [drawUntil(make, (split) => isTelling(split, o)), labelsOf(numbers), o];
        },
        // A class takes its column along; losses and accuracy are what they were.
        expected: (split: Split, numbers: Tensor, o: Descent) => {
          const own = verdict(split, o);
          return [own, { ...own, probabilities: own.probabilities.indexSelect(1, numbers.argsort()) }];
        },
        tolerance,
        kills,
      }));
  });

  describe('edges', () => {
    test('two classes', () =>
      check((rng) => drawn(rng, { n: 17, m: 12, f: 3, c: 2 }, { lr: 0.5, steps: 10 }), kills));
    test('a single feature', () =>
      check(
        (rng) => drawn(rng, { n: 22, m: 13, f: 1, c: 3 }, { lr: 0.3, steps: 10 }),
        [...kills, 'M-TRANSPOSE'],
      ));
    test('a class that is never held out', () =>
      check((rng) => {
        const o = { lr: 0.5, steps: 10 };
        const make = (): Split => {
          const [Xtr, ytr, Xv, yv] = clusters(rng, { n: 20, m: 14, f: 2, c: 4 });
          const rows = yv.lt(3).nonzero().squeeze(1);
          return [Xtr, ytr, Xv.at(rows), yv.at(rows)];
        };
        return [...drawUntil(make, (split) => isTelling(split, o)), o];
      }, kills));
  });
});

// ── The network ───────────────────────────────────────────────────────────────────────────────────────────

type Sizes = [i: number, h: number, c: number];

const parametersOf = ([i, h, c]: Sizes): number[][] => [[h, i], [h], [c, h], [c]];

describe('A12.4 multiClassifier', () => {
  const who = 'multiClassifier';

  describe('values', () => {
    const check = (sizes: (rng: Rng) => Sizes, n: number): Promise<void> =>
      student.checkProbe('filled', {
        who,
        args: (rng): [Sizes, Tensor, Tensor] => {
          const drawn = sizes(rng);
          const total = parametersOf(drawn).reduce((sum, shape) => sum + count(shape), 0);
          return [drawn, normals(rng, [total]), normals(rng, [n, drawn[0]])];
        },
        expected: (sizes: Sizes, values: Tensor, x: Tensor) => {
          const shapes = parametersOf(sizes);
          let used = 0;
          const params = shapes.map((shape) => {
            used += count(shape);
            return values.narrow(0, used - count(shape), count(shape)).reshape(shape);
          });
          return { shapes, outputs: scoresOf(params, x) };
        },
        tolerance: { rtol: 1e-3, atol: 1e-5 },
        kills: ['M-ACTLAST', 'M-LINSTACK'],
      });
    test('unlike sizes', () => check((rng) => draw.distinct(rng, 3, 2, 7) as Sizes, 8));
    test('as many units as features and classes', () => check(() => [4, 4, 4], 4));
    test('one sample', () => check(() => [3, 6, 2], 1));
  });

  describe('start', () => {
    const nearChance = (c: number): Property => ({
      says: `lies within 0.35 of ln ${c}`,
      holds: (loss) => Math.abs((loss as number) - Math.log(c)) < 0.35,
    });
    const check = ([i, h, c]: Sizes): Promise<void> => {
      const start = (seed: number, X: Tensor, y: Tensor): number => {
        torch.manualSeed(seed);
        const params = [new nn.Linear(i, h), new nn.Linear(h, c)].flatMap((layer) => layer.parameters());
        return crossEntropy(scoresOf(params, X), y).item();
      };
      return student.checkProbe('firstLoss', {
        who,
        args: (rng): [Sizes, number, Tensor, Tensor] =>
          drawUntil(
            () => [[i, h, c], draw.integer(rng, 0, 1e6), normals(rng, [40, i]), labels(rng, 40, c)],
            ([, seed, X, y]) => Math.abs(start(seed, X, y) - Math.log(c)) < 0.3,
          ),
        expected: (_sizes: Sizes, seed: number, X: Tensor, y: Tensor) => start(seed, X, y),
        tolerance: { rtol: 1e-4, atol: 0 },
        properties: [nearChance(c)],
      });
    };
    test('the first loss with four classes [S3-48]', () => check([2, 5, 4]));
    test('the first loss with ten classes', () => check([6, 16, 10]));
  });
});

/** Weights of either sign and double precision. */
const net = (rng: Rng, sizes: readonly number[]): Net =>
  sizes.slice(1).map((outputs, i) => ({
    weight: normals(rng, [outputs, sizes[i] as number], float64).mul(0.7),
    bias: normals(rng, [outputs], float64).mul(0.5),
  }));

const batchesOf = (rng: Rng, f: number, c: number, sizes: readonly number[]): [Tensor, Tensor][] =>
  sizes.map((n) => [
    normals(rng, [n, f], float64),
    labelsOf(range(n).map(() => draw.integer(rng, 0, c - 1))),
  ]);

describe('A12.5 trainMulticlass', () => {
  const who = 'trainMulticlass';
  const expected = (start: Net, batches: Batches, courses: readonly Course[], _old?: number) =>
    courseOf(start, batches, courses);
  const tolerance = { rtol: 1e-4, atol: 1e-6 };
  const kills = [
    'M-NOZERO',
    'M-DOUBLESOFT',
    'M-FLATTEN',
    'M-FLOATLABEL',
    'M-EPOCHAVG',
    'M-ITEM',
    'M-ORDER',
    'M-SUM',
    'M-LOSSWHEN',
  ];
  type Args = [Net, [Tensor, Tensor][], Course[], number];
  const check = (args: (rng: Rng) => Args, codes = kills): Promise<void> =>
    student.checkProbe('trained', { who, args, expected, tolerance, kills: codes });

  describe('steps', () => {
    test('one step', () =>
      check((rng) => {
        const { n, f, c } = unlike(rng);
        return [net(rng, [f, 6, c]), batchesOf(rng, f, c, [n]), [{ lr: 0.1, epochs: 1 }], 1.5];
      }));
    test('two steps on batches of unlike size', () =>
      check((rng) => [net(rng, [2, 5, 4]), batchesOf(rng, 2, 4, [7, 3]), [{ lr: 0.2, epochs: 1 }], -2]));
    test('seven epochs whose last batch is smaller', () =>
      check((rng) => [net(rng, [3, 5, 4]), batchesOf(rng, 3, 4, [6, 6, 2]), [{ lr: 0.05, epochs: 7 }], 1]));
    test('as many samples as classes', () =>
      check((rng) => [net(rng, [4, 4, 4]), batchesOf(rng, 4, 4, [4, 4]), [{ lr: 0.1, epochs: 3 }], 0.5]));
  });

  describe('edges', () => {
    test('a second call goes on', () =>
      check((rng) => [
        net(rng, [2, 3]),
        batchesOf(rng, 2, 3, [5, 4]),
        [
          { lr: 0.1, epochs: 2 },
          { lr: 0.03, epochs: 3 },
        ],
        1,
      ]));
    test('two classes and two hidden layers', () =>
      check((rng) => [net(rng, [3, 4, 5, 2]), batchesOf(rng, 3, 2, [6, 3]), [{ lr: 0.1, epochs: 3 }], -1]));
    test('no epoch at all', () =>
      check((rng) => [net(rng, [2, 3]), batchesOf(rng, 2, 3, [4]), [{ lr: 0.1, epochs: 0 }], 1], []));
  });

  describe('overfit', () => {
    const o = { lr: 0.1, epochs: 60 };
    // A submission may give anything in place of numbers.
    const isBelow = (loss: unknown, bound: number): boolean => typeof loss === 'number' && loss < bound;
    const learnt = (losses: readonly number[]) => ({
      first: losses.slice(0, 6),
      learned: isBelow(losses.at(-1), 0.02),
    });
    test('twenty points by heart', () =>
      student.checkProbe('trained', {
        who,
        args: (rng): [Net, [Tensor, Tensor][], Course[]] => [
          net(rng, [5, 24, 3]),
          batchesOf(rng, 5, 3, [10, 10]),
          [o],
        ],
        expected: (start: Net, batches: Batches, courses: readonly Course[]) => ({
          first: courseOf(start, batches, [{ lr: o.lr, epochs: 6 }])[0]?.losses,
          learned: courses.length === 1,
        }),
        compare: (received) => {
          const [call] = received as unknown as readonly [{ readonly losses: readonly number[] }];
          return learnt(call.losses);
        },
        tolerance,
        kills: ['M-NOZERO', 'M-DOUBLESOFT', 'M-FLATTEN', 'M-FLOATLABEL', 'M-ORDER', 'M-SUM', 'M-LOSSWHEN'],
      }));
  });
});

describe('A12.6 mlpWay', () => {
  const who = 'mlpWay';
  const tolerance = { rtol: 2e-3, atol: 2e-3 };
  const kills = ['M-TRAINEVAL', 'M-DOUBLESOFT', 'M-FLATTEN', 'M-NOZERO', 'M-REINIT', 'M-OPTOLD'];
  type Args = [split: Split, at: Tensor, o: MlpOptions];

  describe('values', () => {
    const check = (
      sizes: { n: number; m: number; f: number; c: number },
      options: Omit<MlpOptions, 'seed'>,
    ): Promise<void> =>
      student.checkProbe('learned', {
        who,
        args: (rng): Args =>
          drawUntil(
            (): Args => {
              const split = clusters(rng, sizes);
              return [split, split[2], { ...options, seed: draw.integer(rng, 0, 1e6) }];
            },
            ([split, , o]) => {
              const [Xtr, ytr, Xv, yv] = split;
              const { values } = mlpParameters(split, o);
              return isTellingFor((X) => scoresOf(values, X), Xtr, ytr, Xv, yv);
            },
          ),
        expected: mlp,
        tolerance,
        kills,
      });
    test('three classes', () =>
      check({ n: 22, m: 9, f: 2, c: 3 }, { hidden: 5, lr: 0.05, epochs: 4, batchSize: 8 }));
    test('five classes from three features', () =>
      check({ n: 31, m: 11, f: 3, c: 5 }, { hidden: 8, lr: 0.03, epochs: 3, batchSize: 9 }));
    test('as many units as features and classes', () =>
      check({ n: 18, m: 7, f: 4, c: 4 }, { hidden: 4, lr: 0.05, epochs: 3, batchSize: 6 }));
  });

  describe('blobs', () => {
    const verdictOf = ({ labels, losses, accuracy }: ReturnType<typeof mlp>) => ({
      labels,
      losses,
      accuracy,
    });
    /** Seeds on which the network of the chapter learns its blobs: not every one does. */
    const SEEDS = [1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15, 16];
    test('four blobs of the chapter [S3-47] [S3-48] [S3-51]', () =>
      student.checkProbe('learned', {
        who,
        args: (rng): Args => {
          const [X, y] = sk.makeBlobs({
            nSamples: 200,
            centers: 4,
            centerBox: [-1.2, 1.2],
            clusterStd: [0.15, 0.15, 0.15, 0.15],
            randomState: 12345,
          });
          const [xs, ys] = [torch.tensor(X, { dtype: float32 }), torch.tensor(y, { dtype: int64 })];
          const rows = (from: number, size: number) =>
            [xs.narrow(0, from, size), ys.narrow(0, from, size)] as const;
          const o = { hidden: 5, lr: 0.2, epochs: 10, batchSize: 50, seed: draw.shuffle(rng, SEEDS)[0] ?? 1 };
          return [[...rows(0, 160), ...rows(160, 40)], tensorOf([-1, -1, 1, 1, 0, 0], [3, 2]), o];
        },
        expected: (split: Split, at: Tensor, o: MlpOptions) => verdictOf(mlp(split, at, o)),
        // The shares at single points far from every blob depend on rounding; labels and losses do not.
        compare: (received) => verdictOf(received as unknown as ReturnType<typeof mlp>),
        tolerance: { rtol: 1e-2, atol: 1e-2 },
        properties: [
          {
            says: 'is right for 95 of 100 held-out points',
            holds: (received) => (received as unknown as { accuracy: number }).accuracy >= 0.95,
          },
        ],
        kills: ['M-DOUBLESOFT', 'M-FLATTEN', 'M-NOZERO', 'M-REINIT', 'M-OPTOLD'],
      }));
  });
});

// ── Probabilities, classes, confusion ─────────────────────────────────────────────────────────────────────

const single = (n: Net): Net => n.map(({ weight, bias }) => ({ weight: weight.float(), bias: bias.float() }));

const scoresBy = (n: Net, X: Tensor): Tensor =>
  scoresOf(
    n.flatMap(({ weight, bias }) => [weight, bias]),
    X,
  );

describe('A12.7 probabilities', () => {
  const kills = ['M-AXIS', 'M-SIGEACH', 'M-DOUBLESOFT', 'M-DETACH'];
  const check = (args: (rng: Rng) => [Net, Tensor], codes: readonly string[]): Promise<void> =>
    student.checkProbe('probabilitiesOf', {
      who: 'probabilities',
      args,
      expected: (n: Net, X: Tensor) => ({ probabilities: torch.softmax(scoresBy(n, X), 1), tracked: false }),
      tolerance: { rtol: 1e-3, atol: 1e-6 },
      kills: codes,
    });

  describe('values', () => {
    test('unlike sizes [S1-08] [S1-10]', () =>
      check((rng) => {
        const { n, f, c } = unlike(rng);
        return [single(net(rng, [f, 6, c])), normals(rng, [n, f])];
      }, kills));
    test('as many samples as classes', () =>
      check((rng) => [single(net(rng, [3, 4])), normals(rng, [4, 3])], kills));
  });

  describe('edges', () => {
    test('a single sample', () => check((rng) => [single(net(rng, [2, 4, 5])), normals(rng, [1, 2])], kills));
    test('samples of unlike scale', () =>
      check(
        (rng) => {
          const scale = tensorOf([2000, 0.02, 1], [3, 1]);
          return [single(net(rng, [2, 4])), normals(rng, [3, 2]).add(1).mul(scale)];
        },
        ['M-AXIS', 'M-DETACH', 'M-OVERFLOW'],
      ));
    test('scores of a thousand for every class', () =>
      check(
        (rng) => {
          const [layer] = single(net(rng, [2, 3])) as [Net[number]];
          return [[{ weight: layer.weight, bias: layer.bias.add(1000) }], normals(rng, [5, 2])];
        },
        ['M-OVERFLOW', 'M-DETACH', 'M-AXIS'],
      ));
  });
});

describe('A12.8 classes', () => {
  const kills = ['M-AXIS', 'M-FLOATLABEL', 'M-ONEHOTBASE1', 'M-NX1'];
  const check = (args: (rng: Rng) => [Net, Tensor], codes = kills): Promise<void> =>
    student.checkProbe('classesOf', {
      who: 'classes',
      args,
      expected: (n: Net, X: Tensor) => scoresBy(n, X).argmax(1),
      kills: codes,
    });
  /** Samples that are no matter of rounding, and not all of one class. */
  const clear = (rng: Rng, n: number, sizes: readonly number[]): [Net, Tensor] =>
    drawUntil(
      () => [single(net(rng, sizes)), normals(rng, [n, sizes[0] as number])],
      ([start, X]) => {
        const scores = scoresBy(start, X);
        const [best, next] = scores.topk(2, 1).values.unbind(1) as [Tensor, Tensor];
        return (
          best.sub(next).min().item() > 0.01 &&
          (n === 1 || scores.argmax(1).unique().numel() > 1) &&
          (n !== sizes.at(-1) || !scores.argmax(1).equal(scores.argmax(0)))
        );
      },
    );

  describe('values', () => {
    test('unlike sizes', () => check((rng) => clear(rng, draw.integer(rng, 7, 9), [2, 6, 4])));
    test('as many samples as classes', () => check((rng) => clear(rng, 4, [3, 4])));
    test('many samples of two classes', () => check((rng) => clear(rng, 12, [3, 5, 2])));
  });

  describe('edges', () => {
    test('a single sample', () => check((rng) => clear(rng, 1, [2, 5])));
    test('a tie goes to the smaller label', () =>
      check((rng) => {
        // Scores 0 for the first class and, for two others, the same number above it.
        const [weight, bias] = [torch.zeros([4, 2]), tensorOf([0, 1, draw.integer(rng, -3, 0), 1], [4])];
        return [[{ weight, bias }], normals(rng, [3, 2])];
      }));
  });
});

describe('A12.9 confusion', () => {
  const expected = (y: Tensor, yHat: Tensor, C: number): Tensor => {
    const counts = range(C).map(() => range(C).map(() => 0));
    const predicted = yHat.tolist() as number[];
    (y.tolist() as number[]).forEach((label, i) => {
      const row = counts[label] as number[];
      row[predicted[i] as number] = (row[predicted[i] as number] as number) + 1;
    });
    return torch.tensor(counts, { dtype: int64 });
  };
  /** Predictions that are often right, and wrong more in one direction than in the other. */
  const drawn = (rng: Rng, n: number, c: number, occurring = c): [Tensor, Tensor, number] => {
    const make = (): [Tensor, Tensor, number] => {
      const y = labels(rng, n, occurring);
      const yHat = (y.tolist() as number[]).map((label) =>
        rng() < 0.5 ? label : draw.integer(rng, 0, occurring - 1),
      );
      return [y, labelsOf(yHat), c];
    };
    return drawUntil(make, (args) => {
      const counts = expected(...args);
      return !counts.equal(counts.t());
    });
  };
  const check = (args: (rng: Rng) => [Tensor, Tensor, number], codes: readonly string[]): Promise<void> =>
    student.check('confusion', {
      args,
      expected,
      properties: [{ says: 'holds counts, none below 0', holds: isCounts }],
      kills: codes,
    });
  const isCounts = (received: unknown): boolean =>
    Array.from((received as { data: ArrayLike<number> }).data, Number).every((n) => n >= 0);

  describe('values', () => {
    test('three classes', () => check((rng) => drawn(rng, draw.integer(rng, 12, 18), 3), ['M-CONFT']));
    test('as many samples as classes', () => check((rng) => drawn(rng, 5, 5), ['M-CONFT']));
    test('many samples of two classes', () => check((rng) => drawn(rng, 31, 2), ['M-CONFT']));
  });

  describe('edges', () => {
    const narrow = ['M-CONFT', 'M-ONEHOTWIDTH'];
    test('classes that never occur', () => check((rng) => drawn(rng, 14, 6, 4), narrow));
    test('a class that is predicted and never true', () =>
      check((rng) => {
        const y = labels(rng, 9, 2);
        return [y, labelsOf([2, ...(y.tolist() as number[]).slice(1)]), 4];
      }, narrow));
    test('a single sample', () =>
      check((rng) => {
        const [y = 0, yHat = 1] = draw.distinct(rng, 2, 0, 2);
        return [labelsOf([y]), labelsOf([yHat]), 4];
      }, narrow));
  });
});

// ── Answers ───────────────────────────────────────────────────────────────────────────────────────────────

describe('A12.10 answers', () => {
  describe('losses', () => {
    const ANSWERS = {
      housePrice: 'mse',
      spam: 'bceWithLogits',
      newsTopic: 'crossEntropy',
      weatherTags: 'bceWithLogits',
    } as const;
    const check = (question: keyof typeof ANSWERS, kills: readonly string[] = []): Promise<void> =>
      student.checkProbe('chosenLoss', {
        who: 'chooseLoss',
        args: () => [question],
        expected: (asked: keyof typeof ANSWERS) => ANSWERS[asked],
        kills,
      });
    test('the price of a house', () => check('housePrice'));
    test('spam or not', () => check('spam'));
    test('the section of an article', () => check('newsTopic', ['M-SIGEACH']));
    test('the weather of a day [S0-26]', () => check('weatherTags', ['M-SOFTMULTI']));
  });

  describe('compare', () => {
    test('two models with losses of different kinds [S1-18]', () =>
      student.checkProbe('comparedBy', {
        who: 'compareBy',
        args: () => [],
        expected: () => 'accuracy',
        kills: ['M-LOSSCOMPARE'],
      }));
  });
});
