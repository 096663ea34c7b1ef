import { describe, expect, test } from '@jest/globals';
import { data, F, nn, optim, type Tensor, torch } from '#torch';
import * as reference from '../../../solutions/a12-multiclass-capstone/multiclass-capstone.ts';
import { always, codesOf, likeFirst, testFairness } from './fair-suites.ts';
import { failuresOn, suiteTests } from './suite-in-process.ts';

const SLUG = 'a12-multiclass-capstone';

describe('the town', () => {
  const split = (seed: number) => {
    const { X, y } = reference.makeHousing(seed, 600);
    const rows = (from: number, size: number): [Tensor, Tensor] => [
      X.narrow(0, from, size),
      y.narrow(0, from, size),
    ];
    return [...rows(0, 480), ...rows(480, 120)] as const;
  };

  test.each([
    [600, [200, 200, 200]],
    [7, [3, 2, 2]],
    [3, [1, 1, 1]],
  ])('of %d houses has bands of equal size', (n, sizes) => {
    const { X, y } = reference.makeHousing(4, n);
    expect([[...X.shape], [...y.shape], y.dtype]).toEqual([[n, 2], [n], torch.int64]);
    expect(torch.bincount(y, { minlength: 3 }).tolist()).toEqual(sizes);
  });

  test('depends on its seed alone', () => {
    torch.manualSeed(1);
    const first = reference.makeHousing(5, 20);
    const next = torch.rand(1).item();
    torch.manualSeed(1);
    expect(torch.rand(1).item()).toBe(next);
    expect(reference.makeHousing(5, 20).X.equal(first.X)).toBe(true);
    expect(reference.makeHousing(6, 20).X.equal(first.X)).toBe(false);
  });

  test.each([0, 6])('%d: each way is better than the one before it', (seed) => {
    const wrong = reference.wrongWay(...split(seed)).accuracy;
    const logistic = reference.logisticWay(...split(seed), { lr: 1, steps: 50 }).accuracy;
    const options = { hidden: 16, lr: 0.05, epochs: 12, batchSize: 96, seed: 1 };
    const mlp = reference.mlpWay(...split(seed), options).accuracy;
    expect(wrong).toBeLessThan(logistic - 0.05);
    expect(logistic).toBeLessThan(mlp - 0.05);
  });
});

/** A module with its layers as attributes, in place of a Sequential. */
class Classifier extends nn.Module {
  readonly hidden: nn.Linear;
  readonly last: nn.Linear;

  constructor(i: number, h: number, c: number) {
    super();
    this.hidden = new nn.Linear(i, h);
    this.last = new nn.Linear(h, c);
  }

  override forward(x: Tensor): Tensor {
    return this.last.call(this.hidden.call(x).clampMin(0));
  }
}

/** Right by other roads: loops over rows, autograd, lists of numbers, loss modules, log-probabilities. */
const otherRoads = {
  ...reference,
  softmaxRegressionEpoch(X: Tensor, y: Tensor, W: Tensor, b: Tensor, o: { lr: number; batch: number }) {
    const [n, c] = [X.shape[0], W.shape[1]];
    for (let from = 0; from < n; from += o.batch) {
      const to = Math.min(from + o.batch, n);
      let [dW, db] = [torch.zerosLike(W), torch.zerosLike(b)];
      for (let row = from; row < to; row++) {
        const surplus = torch.logSoftmax(X.at(row).matmul(W).add(b), 0).exp();
        surplus.at(y.at(row).item()).sub_(1);
        dW = dW.add(
          X.at(row)
            .unsqueeze(1)
            .mul(surplus.reshape([1, c])),
        );
        db = db.add(surplus);
      }
      W.copy_(W.sub(dW.mul(o.lr / (to - from))));
      b.add_(db.mul(-o.lr / (to - from)));
    }
  },
  wrongWay(X: Tensor, y: Tensor, Xv: Tensor, yv: Tensor) {
    const design = (x: Tensor) => torch.cat([x.double(), torch.ones([x.shape[0], 1]).double()], 1);
    const A = design(X);
    const w = torch.linalg.pinv(A).matmul(y.double());
    const top = Math.max(...(y.tolist() as number[]));
    const chosen = (design(Xv).matmul(w).tolist() as number[]).map((v) =>
      Math.min(Math.max(Math.round(v), 0), top),
    );
    const right = chosen.filter((label, i) => label === yv.at(i).item());
    return { predictions: torch.tensor(chosen), accuracy: right.length / chosen.length };
  },
  logisticWay(Xtr: Tensor, ytr: Tensor, Xv: Tensor, yv: Tensor, o: { lr: number; steps: number }) {
    const c = Math.max(...(ytr.tolist() as number[])) + 1;
    const layer = new nn.Linear(Xtr.shape[1], c);
    torch.noGrad(() => {
      for (const p of layer.parameters()) p.zero_();
    });
    const sgd = new optim.SGD(layer.parameters(), { lr: o.lr });
    const criterion = new nn.CrossEntropyLoss();
    const losses: number[] = [];
    for (let step = 0; step < o.steps; step++) {
      sgd.zeroGrad();
      const loss: Tensor = criterion.call(layer.call(Xtr), ytr);
      loss.backward();
      losses.push(loss.item());
      sgd.step();
    }
    const right: Tensor = (layer.call(Xv) as Tensor).max(1).indices.eq(yv);
    return { W: layer.weight.t(), b: layer.bias, losses, accuracy: right.sum().item() / yv.numel() };
  },
  multiClassifier: (i: number, h: number, c: number) => new Classifier(i, h, c),
  trainMulticlass(model: nn.Module, loader: reference.Loader, o: { lr: number; epochs: number }) {
    const adam = new optim.Adam(model.parameters(), { lr: o.lr });
    const means: number[] = [];
    for (let epoch = 0; epoch < o.epochs; epoch++) {
      const costs: number[] = [];
      for (const [x, labels] of loader) {
        const cost = F.nllLoss(torch.logSoftmax(model.call(x), -1), labels);
        model.zeroGrad();
        cost.backward();
        costs.push(cost.item());
        adam.step();
      }
      means.push(costs.reduce((sum, cost) => sum + cost, 0) / costs.length);
    }
    return means;
  },
  mlpWay(Xtr: Tensor, ytr: Tensor, Xv: Tensor, yv: Tensor, o: reference.MlpOptions) {
    torch.manualSeed(o.seed);
    const model = new Classifier(Xtr.shape[1], o.hidden, ytr.max().item() + 1);
    const dataset = new data.TensorDataset(Xtr, ytr);
    const loader = new data.DataLoader(dataset, { batchSize: o.batchSize, shuffle: true });
    const losses = otherRoads.trainMulticlass(model, loader, o);
    const p: Tensor = otherRoads.probabilities(model, Xv);
    return { model, losses, accuracy: p.argmax(1).eq(yv).sum().item() / yv.numel() };
  },
  probabilities: (model: nn.Module, X: Tensor): Tensor =>
    torch.noGrad(() => torch.logSoftmax(model.call(X), -1).exp()),
  classes: (model: nn.Module, X: Tensor): Tensor => otherRoads.probabilities(model, X).max(1).indices,
  confusion: (y: Tensor, yHat: Tensor, C: number): Tensor =>
    torch.bincount(y.mul(C).add(yHat), { minlength: C * C }).reshape([C, C]),
};

/** Answers that know nothing of the input. */
const unthinking = {
  'the number 0': () => 0,
  zeros: likeFirst((x) => torch.zerosLike(x)),
  'its input': (x: unknown) => x,
  nothing: () => undefined,
  'an empty record': () => ({}),
};

test('the bank holds every wrong answer that the curriculum names for A12', () => {
  const named = ['M-DOUBLESOFT', 'M-FLATTEN', 'M-FLOATLABEL', 'M-AXIS', 'M-SIGEACH', 'M-NOZERO', 'M-NODIVN'];
  expect(codesOf(SLUG)).toEqual(
    expect.arrayContaining([...named, 'M-LOSSCOMPARE', 'M-CONFT', 'M-TRAINEVAL']),
  );
});

testFairness(SLUG, {
  right: { otherRoads },
  seeds: [11, 12, 13],
  thoughtless: always(reference, unthinking, { makeHousing: reference.makeHousing }),
  luck: ['no epoch at all'],
});

describe('answers in words', () => {
  const tests = suiteTests(SLUG);

  test.each([
    ['nothing', undefined],
    ['null', null],
    ['a word', 'mse'],
  ])('answers given as %s fail as wrong ones, not as errors of the suite', async (_, given) => {
    const items = tests.filter(({ titles }) => titles[0] === 'A12.10 answers');
    const { failed } = await failuresOn(SLUG, items, { chooseLoss: given, compareBy: given }, 1);
    expect([...failed.keys()]).toEqual(items.map(({ id }) => id));
    for (const error of failed.values()) expect(error.name).toBe('CaseFailure');
  });
});
