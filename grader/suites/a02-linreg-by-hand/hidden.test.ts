import { describe, test } from '@jest/globals';
import { type Checked, draw, type Rng, returns, submission, type Tolerance } from '#grader/authoring';
import { type Dtype, F, sk, type Tensor, torch } from '#torch';

const student = submission('a02-linreg-by-hand');

// ── Inputs ────────────────────────────────────────────────────────────────────────────────────────────────

const { float32, float64 } = torch;

type Shape = readonly number[];

const count = (shape: Shape): number => shape.reduce((product, length) => product * length, 1);

const tensorOf = (numbers: readonly number[], shape: Shape, dtype: Dtype = float32): Tensor =>
  torch.tensor([...numbers], { dtype }).reshape([...shape]);

/** Numbers of either sign, none near 0, where a wrong factor or sign would hardly show. */
function floats(rng: Rng, shape: Shape, dtype: Dtype = float32): Tensor {
  const numbers = draw.uniform(rng, count(shape), 0.5, 3).map((x) => (rng() < 0.4 ? -x : x));
  return tensorOf(numbers, shape, dtype);
}

const normals = (rng: Rng, shape: Shape, dtype: Dtype, { mean = 0, std = 1 } = {}): Tensor =>
  tensorOf(draw.normal(rng, count(shape), { mean, std }), shape, dtype);

/** Whole numbers as floats: sums and products of them are exact in any order. */
const wholes = (rng: Rng, shape: Shape): Tensor =>
  tensorOf(
    Array.from({ length: count(shape) }, () => draw.integer(rng, 1, 5) * (rng() < 0.4 ? -1 : 1)),
    shape,
  );

/** N and F: more samples than features, and never as many. */
const sizes = (rng: Rng): [number, number] => [draw.integer(rng, 6, 9), draw.integer(rng, 2, 5)];

/** A table, weights and a bias. */
type Model = [X: Tensor, w: Tensor, b: Tensor];

function model(rng: Rng, [n, f]: Shape, dtype: Dtype = float32): Model {
  return [floats(rng, [n, f], dtype), floats(rng, [f], dtype), floats(rng, [], dtype)];
}

/** Targets and predictions. */
type Pair = [yTrue: Tensor, yPred: Tensor];

const pair = (rng: Rng, n: number, dtype: Dtype = float32): Pair => [
  floats(rng, [n], dtype),
  floats(rng, [n], dtype),
];

/** Samples, and parameters that do not fit them. */
type Misfit = [X: Tensor, y: Tensor, w: Tensor, b: Tensor];

/** The errors lie around 2 or around −2, so that neither their mean nor a slope along the bias is near 0. */
function misfit(rng: Rng, size: Shape, dtype: Dtype = float32): Misfit {
  const [X, w, b] = model(rng, size, dtype);
  const errors = normals(rng, [size[0]], dtype, { mean: rng() < 0.5 ? 2 : -2, std: 0.7 });
  return [X, linear(X, w, b).sub(errors), w, b];
}

/** Samples and parameters that fit them exactly. */
function perfectFit(rng: Rng, [n, f]: Shape): Misfit {
  const [X, w, b] = [wholes(rng, [n, f]), wholes(rng, [f]), wholes(rng, [])];
  return [X, linear(X, w, b), w, b];
}

type Samples = [X: Tensor, y: Tensor];

/** Targets of a linear model of the features, with some noise; the bias is well away from 0. */
function samples(rng: Rng, X: Tensor, w: Tensor): Samples {
  const b = floats(rng, [], X.dtype).mul(4);
  return [X, linear(X, w, b).add(normals(rng, [X.shape[0]], X.dtype, { std: 0.3 }))];
}

/** More samples than parameters by far enough that the fit is well determined. */
function ordinary(rng: Rng, features: number, dtype: Dtype = float32): Samples {
  const n = 2 * features + draw.integer(rng, 6, 9);
  return samples(rng, floats(rng, [n, features], dtype), floats(rng, [features], dtype));
}

/** As many samples as parameters: one at about the origin, one far out along each feature. */
function justEnough(rng: Rng, features: number): Samples {
  const corners = torch.cat([torch.zeros(1, features), torch.eye(features).mul(3)], 0).double();
  const X = corners.add(normals(rng, [features + 1, features], float64, { std: 0.2 }));
  return samples(rng, X, floats(rng, [features], float64));
}

/** One feature in the thousands, one in hundredths, one ordinary. */
function unlike(rng: Rng): Samples {
  const scale = tensorOf([1000, 0.01, 1], [3], float64);
  const X = normals(rng, [14, 3], float64).mul(scale);
  return samples(rng, X, floats(rng, [3], float64).div(scale));
}

// ── The trusted side, in double precision and by other ways ───────────────────────────────────────────────

const linear = (X: Tensor, w: Tensor, b: Tensor): Tensor => F.linear(X, w.unsqueeze(0)).squeeze(1).add(b);

const trustedMse = (yTrue: Tensor, yPred: Tensor): Tensor =>
  F.mseLoss(yPred.double(), yTrue.double()).to(yTrue.dtype);

const trustedMae = (yTrue: Tensor, yPred: Tensor): Tensor =>
  F.l1Loss(yPred.double(), yTrue.double()).to(yTrue.dtype);

function trustedLoss(p: Tensor, X: Tensor, y: Tensor): Tensor {
  const features = p.numel() - 1;
  const [w, b] = [p.narrow(0, 0, features), p.select(0, features)];
  return trustedMse(y.double(), linear(X.double(), w.double(), b.double())).to(y.dtype);
}

/** Least squares by another way than the normal equations. */
function trustedFit(X: Tensor, y: Tensor): { intercept: number; coef: Tensor } {
  const best = new sk.LinearRegression().fit(X.double(), y.double());
  return { intercept: best.intercept_, coef: torch.fromNumpy(best.coef_).to(X.dtype) };
}

/** The loss and its slopes, from the recorded graph. */
function differentiated(X: Tensor, y: Tensor, w: Tensor, b: Tensor) {
  const wAt = w.double().detach().clone().requiresGrad_();
  const bAt = b.double().detach().clone().requiresGrad_();
  const loss = F.mseLoss(linear(X.double(), wAt, bAt), y.double());
  const [dw, db] = torch.autograd.grad(loss, [wAt, bAt]) as [Tensor, Tensor];
  return { loss: loss.item(), dw, db };
}

function trustedGradients(X: Tensor, y: Tensor, w: Tensor, b: Tensor): { dw: Tensor; db: Tensor } {
  const { dw, db } = differentiated(X, y, w, b);
  return { dw: dw.to(X.dtype), db: db.to(X.dtype) };
}

/** Slopes from losses alone. Along each parameter the loss is a parabola, on which central differences are exact. */
function measuredGradients(X: Tensor, y: Tensor, w: Tensor, b: Tensor): { dw: Tensor; db: Tensor } {
  const h = 1e-4;
  const at = torch.cat([w, b.reshape([1])]);
  const slopes = [...torch.eye(at.numel(), { dtype: float64 }).mul(h)].map((step) =>
    trustedLoss(at.add(step), X, y)
      .sub(trustedLoss(at.sub(step), X, y))
      .div(2 * h),
  );
  return { dw: torch.stack(slopes.slice(0, -1)), db: slopes.at(-1) as Tensor };
}

interface Descent {
  readonly lr: number;
  readonly steps: number;
  readonly w0: Tensor;
  readonly b0: Tensor;
}

function trustedDescent(X: Tensor, y: Tensor, { lr, steps, w0, b0 }: Descent) {
  let [w, b] = [w0.double(), b0.double()];
  const losses: number[] = [];
  for (let step = 0; step < steps; step++) {
    const { loss, dw, db } = differentiated(X, y, w, b);
    losses.push(loss);
    [w, b] = [w.sub(dw.mul(lr)), b.sub(db.mul(lr))];
  }
  return { w: w.to(X.dtype), b: b.to(X.dtype), losses };
}

// ── Cases ─────────────────────────────────────────────────────────────────────────────────────────────────

type Case<A extends readonly unknown[]> = readonly [
  title: string,
  args: (rng: Rng) => A,
  /** Of the wrong answers that the other cases catch, those that are right here. */
  spares?: readonly string[],
];

interface Task<A extends readonly unknown[]> extends Omit<Checked<A>, 'args' | 'kills'> {
  readonly groups: Readonly<Record<string, readonly Case<A>[]>>;
  /** The wrong answers that every case catches but those that it spares. */
  readonly kills: readonly string[];
}

/** Declares cases of one function. */
function declare<A extends readonly unknown[]>(name: string, { groups, kills, ...judged }: Task<A>): void {
  for (const [group, cases] of Object.entries(groups)) {
    describe(group, () => {
      for (const [title, args, spares = []] of cases) {
        const caught = kills.filter((code) => !spares.includes(code));
        test(title, () => student.check(name, { ...judged, args, kills: caught }));
      }
    });
  }
}

/** What a loss is asked through the probe: arguments that fit, and lists of arguments that do not. */
type Asked<A extends readonly Tensor[]> = [name: string, fitting: A, unfitting: A[]];

/** Declares cases in which a loss must refuse some arguments, and still give the right value for others. */
function declareMismatch<A extends readonly Tensor[]>(
  name: string,
  expected: (...args: A) => Tensor,
  kills: readonly string[],
  cases: readonly (readonly [title: string, args: (rng: Rng) => [fitting: A, unfitting: A[]]])[],
): void {
  describe('mismatch', () => {
    for (const [title, args] of cases) {
      test(title, () =>
        student.checkProbe<Asked<A>>('refusals', {
          who: name,
          args: (rng) => [name, ...args(rng)],
          expected: (_name, fitting, unfitting) => ({
            loss: expected(...fitting),
            refused: unfitting.map(() => true),
          }),
          kills,
        }),
      );
    }
  });
}

const column = (x: Tensor): Tensor => x.unsqueeze(1);

describe('A02.1 predict', () => {
  declare<Model>('predict', {
    expected: linear,
    // Products of either sign may cancel: what is left keeps the rounding of the largest of them.
    tolerance: { rtol: 1e-4, atol: 1e-4 },
    kills: ['M-NX1', 'M-BIASFORGOT', 'M-MUTATE'],
    groups: {
      shape: [
        ['unequal sizes', (rng) => model(rng, sizes(rng))],
        ['more features than samples', (rng) => model(rng, [3, 7])],
      ],
      values: [
        ['a few features', (rng) => model(rng, sizes(rng))],
        ['as many features as samples', (rng) => model(rng, [5, 5])],
        ['forty features', (rng) => model(rng, [6, 40])],
        ['double precision', (rng) => model(rng, sizes(rng), float64)],
      ],
      edges: [
        ['one sample', (rng) => model(rng, [1, draw.integer(rng, 2, 5)])],
        ['one feature', (rng) => model(rng, [draw.integer(rng, 5, 9), 1])],
        ['one sample of one feature', (rng) => model(rng, [1, 1])],
      ],
    },
  });
});

/** Errors near a thousand beside errors of hundredths. */
function unlikeErrors(rng: Rng): Pair {
  const [yTrue] = pair(rng, 6);
  const errors = floats(rng, [6]).mul(tensorOf(draw.shuffle(rng, [1000, 1000, 1, 1, 0.01, 0.01]), [6]));
  return [yTrue, yTrue.add(errors)];
}

/** Predictions that are the targets. */
function noError(rng: Rng): Pair {
  const y = floats(rng, [5]);
  return [y, y.clone()];
}

/** One target far away from all predictions. */
function outlier(rng: Rng): Pair {
  const [yTrue, yPred] = pair(rng, 7);
  const far = draw.shuffle(rng, [draw.integer(rng, 200, 400), 0, 0, 0, 0, 0, 0]);
  return [yTrue.add(tensorOf(far, [7])), yPred];
}

const LOSSES = [
  { task: 'A02.2', name: 'mse', expected: trustedMse },
  { task: 'A02.3', name: 'mae', expected: trustedMae },
] as const;

/** The wrong answers that a case with shapes to refuse catches. */
const UNREFUSED = ['M-NX1', 'M-SUM', 'M-MUTATE'];

for (const { task, name, expected } of LOSSES) {
  describe(`${task} ${name}`, () => {
    declare<Pair>(name, {
      expected,
      kills: ['M-SUM', 'M-MUTATE'],
      groups: {
        values: [
          ['a few samples', (rng) => pair(rng, draw.integer(rng, 4, 9))],
          ['two hundred samples', (rng) => pair(rng, 200)],
          ['double precision', (rng) => pair(rng, draw.integer(rng, 4, 9), float64)],
        ],
        edges: [
          ['one sample', (rng) => pair(rng, 1), ['M-SUM']],
          ['errors of unlike size', unlikeErrors],
          ['one target far off', outlier],
          ['no error at all', noError, ['M-SUM']],
        ],
      },
    });
    declareMismatch<Pair>(name, expected, UNREFUSED, [
      [
        'columns beside vectors',
        (rng) => {
          const [yTrue, yPred] = pair(rng, draw.integer(rng, 4, 9));
          return [
            [yTrue, yPred],
            [
              [yTrue, column(yPred)],
              [column(yTrue), yPred],
            ],
          ];
        },
      ],
      [
        'one number beside a vector',
        (rng) => {
          const [yTrue, yPred] = pair(rng, draw.integer(rng, 4, 9));
          return [
            [yTrue, yPred],
            [
              [yTrue, yPred.mean()],
              [yTrue.at(':1'), yPred],
              [yTrue, yPred.at(':-1')],
            ],
          ];
        },
      ],
    ]);
  });
}

describe('A02.4 packParams', () => {
  declare<[w: Tensor, b: Tensor]>('packParams', {
    expected: (w, b) => torch.stack([...w, b]),
    kills: ['M-BIASPLACE', 'M-BIASFORGOT'],
    groups: {
      values: [
        ['a few weights', (rng) => [floats(rng, [draw.integer(rng, 3, 6)]), floats(rng, [])]],
        ['many weights', (rng) => [floats(rng, [30]), floats(rng, [])]],
      ],
      edges: [
        ['one weight', (rng) => [floats(rng, [1]), floats(rng, [])]],
        ['double precision', (rng) => [floats(rng, [4], float64), floats(rng, [], float64)]],
      ],
    },
  });
});

describe('A02.5 unpackParams', () => {
  declare<[p: Tensor]>('unpackParams', {
    expected: (p) => ({ w: p.narrow(0, 0, p.numel() - 1), b: p.select(0, p.numel() - 1) }),
    kills: ['M-BIASPLACE'],
    groups: {
      values: [
        ['a few weights', (rng) => [floats(rng, [draw.integer(rng, 4, 7)])]],
        ['many weights', (rng) => [floats(rng, [31])]],
      ],
      edges: [
        ['one weight', (rng) => [floats(rng, [2])]],
        ['double precision', (rng) => [floats(rng, [5], float64)]],
      ],
    },
  });
});

type Fixed = [p: Tensor, X: Tensor, y: Tensor];

/** The arguments of the loss as a function of the parameters. */
const packed = ([X, y, w, b]: Misfit): Fixed => [torch.cat([w, b.reshape([1])]), X, y];

describe('A02.6 lossGivenParams', () => {
  const kills = ['M-NX1', 'M-SUM', 'M-MUTATE', 'M-BIASFORGOT', 'M-BIASPLACE'];

  declare<Fixed>('lossGivenParams', {
    expected: trustedLoss,
    kills,
    groups: {
      values: [
        ['a few features', (rng) => packed(misfit(rng, sizes(rng)))],
        ['as many features as samples', (rng) => packed(misfit(rng, [5, 5]))],
        ['double precision', (rng) => packed(misfit(rng, sizes(rng), float64))],
      ],
      edges: [
        ['one sample', (rng) => packed(misfit(rng, [1, 3])), ['M-NX1', 'M-SUM']],
        ['one feature', (rng) => packed(misfit(rng, [draw.integer(rng, 6, 9), 1]))],
        ['a perfect fit', (rng) => packed(perfectFit(rng, sizes(rng))), ['M-SUM']],
      ],
    },
  });
  declareMismatch<Fixed>('lossGivenParams', trustedLoss, kills, [
    [
      'targets in a table of one column',
      (rng) => {
        const [p, X, y] = packed(misfit(rng, sizes(rng)));
        return [[p, X, y], [[p, X, column(y)]]];
      },
    ],
  ]);
});

describe('A02.7 designMatrix', () => {
  declare<[X: Tensor]>('designMatrix', {
    expected: (X) => F.pad(X, [1, 0], 'constant', 1),
    kills: ['M-BIASPLACE', 'M-BIASFORGOT'],
    groups: {
      values: [
        ['a few features', (rng) => [floats(rng, sizes(rng))]],
        ['as many features as samples', (rng) => [floats(rng, [4, 4])]],
        ['double precision', (rng) => [floats(rng, sizes(rng), float64)]],
      ],
      edges: [
        ['one sample', (rng) => [floats(rng, [1, 4])]],
        ['one feature', (rng) => [floats(rng, [6, 1])]],
      ],
    },
  });
});

describe('A02.8 solveNormalEquations', () => {
  const kills = ['M-BIASPLACE', 'M-BIASFORGOT', 'M-NX1', 'M-MUTATE'];

  declare<Samples>('solveNormalEquations', {
    expected: trustedFit,
    // In float32 the products Aᵀ A cost about half of the digits.
    tolerance: { rtol: 1e-3, atol: 1e-3 },
    kills,
    groups: {
      shape: [
        ['some features', (rng) => ordinary(rng, draw.integer(rng, 2, 5))],
        ['a vector for one feature too', (rng) => ordinary(rng, 1)],
      ],
      values: [
        ['a line', (rng) => ordinary(rng, 1)],
        ['a plane', (rng) => ordinary(rng, 2)],
        ['five features', (rng) => ordinary(rng, 5)],
      ],
    },
  });
  declare<Samples>('solveNormalEquations', {
    expected: trustedFit,
    tolerance: { rtol: 1e-6, atol: 1e-7 },
    kills,
    groups: {
      values: [['double precision', (rng) => ordinary(rng, draw.integer(rng, 3, 4), float64)]],
      edges: [
        ['as many samples as parameters', (rng) => justEnough(rng, draw.integer(rng, 2, 4))],
        [
          'no noise at all',
          (rng) => {
            const [X] = ordinary(rng, 3, float64);
            return [X, linear(X, floats(rng, [3], float64), floats(rng, [], float64))];
          },
        ],
      ],
      stability: [
        ['features of unlike scale', unlike],
        [
          'features far from zero',
          (rng) => samples(rng, normals(rng, [12, 2], float64, { mean: 100 }), floats(rng, [2], float64)),
        ],
      ],
    },
  });
});

describe('A02.9 mseGradients', () => {
  const kills = ['M-FACTOR', 'M-SUM', 'M-SIGN', 'M-BIASFORGOT', 'M-MUTATE', 'M-NX1'];

  declare<Misfit>('mseGradients', {
    expected: trustedGradients,
    tolerance: { rtol: 1e-4, atol: 1e-4 },
    kills,
    groups: {
      shape: [
        ['unequal sizes', (rng) => misfit(rng, sizes(rng))],
        ['more features than samples', (rng) => misfit(rng, [3, 6])],
      ],
      values: [
        ['a few features', (rng) => misfit(rng, sizes(rng))],
        ['as many features as samples', (rng) => misfit(rng, [5, 5])],
        ['a hundred samples', (rng) => misfit(rng, [100, 3])],
        ['double precision', (rng) => misfit(rng, sizes(rng), float64)],
      ],
      edges: [
        ['one sample', (rng) => misfit(rng, [1, 4]), ['M-SUM', 'M-NX1']],
        ['one feature', (rng) => misfit(rng, [draw.integer(rng, 6, 9), 1])],
        [
          'a perfect fit',
          (rng) => perfectFit(rng, sizes(rng)),
          ['M-FACTOR', 'M-SUM', 'M-SIGN', 'M-BIASFORGOT'],
        ],
      ],
    },
  });
  declare<Misfit>('mseGradients', {
    expected: measuredGradients,
    tolerance: { rtol: 1e-6, atol: 1e-7 },
    kills,
    groups: {
      differences: [
        ['slopes measured on a few features', (rng) => misfit(rng, sizes(rng), float64)],
        ['slopes measured on one feature', (rng) => misfit(rng, [7, 1], float64)],
      ],
    },
  });
});

type Descending = [X: Tensor, y: Tensor, o: Descent];

function descent(
  rng: Rng,
  size: Shape,
  o: Pick<Descent, 'lr' | 'steps'>,
  dtype: Dtype = float32,
): Descending {
  const [X, y, w0, b0] = misfit(rng, size, dtype);
  return [X, y, { ...o, w0, b0 }];
}

describe('A02.10 gradientDescent', () => {
  /** What comes back, whichever part of it a case is about. */
  const result = (X: Tensor, _y: Tensor, { steps, w0, b0 }: Descent) =>
    returns.record({
      w: returns.tensor({ shape: w0.shape, dtype: X.dtype.name }),
      b: returns.tensor({ shape: b0.shape, dtype: X.dtype.name }),
      losses: returns.list(steps, returns.number()),
    });
  const parameters = (result: unknown) => {
    const { w, b } = result as { w: unknown; b: unknown };
    return { w, b };
  };
  const losses = (result: unknown) => (result as { losses: unknown }).losses;
  const tolerance: Tolerance = { rtol: 1e-4, atol: 1e-4 };
  const kills = ['M-ASCENT', 'M-BIASFORGOT', 'M-FACTOR', 'M-SUM', 'M-MUTATE', 'M-NX1'];
  const everything = ['M-LOSSWHEN', ...kills];

  declare<Descending>('gradientDescent', {
    expected: (...args) => parameters(trustedDescent(...args)),
    returns: result,
    compare: parameters,
    tolerance,
    kills,
    groups: {
      parameters: [
        ['a single step', (rng) => descent(rng, sizes(rng), { lr: 0.05, steps: 1 })],
        ['two steps', (rng) => descent(rng, sizes(rng), { lr: 0.03, steps: 2 })],
        ['seven steps', (rng) => descent(rng, sizes(rng), { lr: 0.02, steps: 7 })],
        ['as many features as samples', (rng) => descent(rng, [4, 4], { lr: 0.02, steps: 3 })],
        ['ten steps in double precision', (rng) => descent(rng, [8, 3], { lr: 0.03, steps: 10 }, float64)],
      ],
    },
  });
  declare<Descending>('gradientDescent', {
    expected: (...args) => losses(trustedDescent(...args)),
    returns: result,
    compare: losses,
    tolerance,
    kills: everything,
    groups: {
      losses: [
        ['two steps', (rng) => descent(rng, sizes(rng), { lr: 0.02, steps: 2 })],
        ['ten steps', (rng) => descent(rng, sizes(rng), { lr: 0.02, steps: 10 })],
      ],
    },
  });
  declare<Descending>('gradientDescent', {
    expected: trustedDescent,
    tolerance,
    kills: everything,
    groups: {
      edges: [
        ['no step at all', (rng) => descent(rng, sizes(rng), { lr: 0.1, steps: 0 }), everything],
        ['one feature', (rng) => descent(rng, [7, 1], { lr: 0.05, steps: 4 })],
        ['steps so long that the loss grows', (rng) => descent(rng, [8, 2], { lr: 0.6, steps: 4 }, float64)],
      ],
    },
  });
});
