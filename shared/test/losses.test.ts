import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { F, nn, type Tensor, torch } from '#torch';
import { numericalGradient } from './numerical-gradient.ts';

const float64 = { dtype: torch.float64 };

/** Values away from the kinks of all losses, by seed. */
function values(seed: number, ...sizes: number[]): Tensor {
  torch.manualSeed(seed);
  return torch.randn(...sizes, float64);
}

/** Numbers of 0.1 … 0.9. */
function probabilities(seed: number, ...sizes: number[]): Tensor {
  return values(seed, ...sizes)
    .sigmoid()
    .mul(0.8)
    .add(0.1);
}

const classes = torch.tensor([2, 0, 1, 2]);
const signs = torch.tensor([1, -1, -1, 1], float64);
const classWeight = torch.tensor([0.5, 2, 1.5], float64);

type Loss = (...inputs: Tensor[]) => Tensor;

const reductions = ['mean', 'sum', 'none'] as const;

/** Losses as functions of those inputs that have gradients, and the inputs. */
const differentiable = reductions.flatMap((reduction) => {
  const options = { reduction };
  const pair = [values(1, 4, 3), values(2, 4, 3)] as const;
  const chances = [probabilities(1, 4, 3), probabilities(2, 4, 3)] as const;
  const mixed = [pair[0], chances[1]] as const;
  const weight = probabilities(3, 4, 3);
  const losses: readonly (readonly [string, Loss, readonly Tensor[]])[] = [
    ['mseLoss', (x, t) => F.mseLoss(x, t, options), pair],
    ['l1Loss', (x, t) => F.l1Loss(x, t, options), pair],
    ['smoothL1Loss', (x, t) => F.smoothL1Loss(x, t, { ...options, beta: 0.7 }), pair],
    ['smoothL1Loss, beta 0', (x, t) => F.smoothL1Loss(x, t, { ...options, beta: 0 }), pair],
    ['huberLoss', (x, t) => F.huberLoss(x, t, { ...options, delta: 0.7 }), pair],
    ['binaryCrossEntropy', (x, t) => F.binaryCrossEntropy(x, t, weight, options), chances],
    ['binaryCrossEntropyWithLogits', (x, t) => F.binaryCrossEntropyWithLogits(x, t, options), mixed],
    [
      'binaryCrossEntropyWithLogits, weighted',
      (x, t) => F.binaryCrossEntropyWithLogits(x, t, weight, { ...options, posWeight: classWeight }),
      mixed,
    ],
    ['nllLoss', (x) => F.nllLoss(x, classes, classWeight, 0, options), [values(4, 4, 3)]],
    ['crossEntropy', (x) => F.crossEntropy(x, classes, options), [values(4, 4, 3)]],
    [
      'crossEntropy, smoothed',
      (x) => F.crossEntropy(x, classes, classWeight, 1, { ...options, labelSmoothing: 0.2 }),
      [values(4, 4, 3)],
    ],
    [
      'crossEntropy, probabilities',
      (x, t) => F.crossEntropy(x, t, classWeight, { ...options, labelSmoothing: 0.2 }),
      mixed,
    ],
    [
      'crossEntropy, images',
      (x) => F.crossEntropy(x, classes.reshape(2, 2, 1), classWeight, options),
      [values(4, 2, 3, 2, 1)],
    ],
    [
      'crossEntropy, sequences',
      (x) => F.crossEntropy(x, classes.reshape(2, 2), classWeight, 0, options),
      [values(4, 2, 3, 2)],
    ],
    ['klDiv', (x, t) => F.klDiv(x, t, options), mixed],
    ['klDiv, logarithms', (x, t) => F.klDiv(x, t, { ...options, logTarget: true }), pair],
    ['poissonNllLoss', (x, t) => F.poissonNllLoss(x, t, { ...options, full: true }), mixed],
    ['poissonNllLoss of counts', (x, t) => F.poissonNllLoss(x, t, false, options), chances],
    [
      'gaussianNllLoss',
      (x, t, v) => F.gaussianNllLoss(x, t, v, { ...options, full: true }),
      [...pair, probabilities(5, 4)],
    ],
    ['softMarginLoss', (x) => F.softMarginLoss(x, signs, options), [values(4, 4)]],
    ['multiMarginLoss', (x) => F.multiMarginLoss(x, classes, options), [values(4, 4, 3)]],
    [
      'multiMarginLoss, squared',
      (x) => F.multiMarginLoss(x, classes, 2, 0.8, classWeight, options),
      [values(4, 4, 3)],
    ],
    ['hingeEmbeddingLoss', (x) => F.hingeEmbeddingLoss(x, signs, 0.6, options), [values(4, 4)]],
    [
      'marginRankingLoss',
      (a, b) => F.marginRankingLoss(a, b, signs, 0.3, options),
      [values(1, 4), values(2, 4)],
    ],
    ['cosineEmbeddingLoss', (a, b) => F.cosineEmbeddingLoss(a, b, signs, -0.2, options), pair],
    [
      'tripletMarginLoss',
      (a, p, n) => F.tripletMarginLoss(a, p, n, 2, { ...options, swap: true }),
      [...pair, values(5, 4, 3)],
    ],
  ];
  return losses.map(([name, loss, inputs]) => [`${name}, ${reduction}`, loss, inputs] as const);
});

function close(a: Tensor, b: Tensor, tolerance: number): boolean {
  return torch.allclose(a, b, { rtol: tolerance, atol: tolerance });
}

afterEach(() => {
  jest.restoreAllMocks();
});

describe('gradients of losses', () => {
  test.each(differentiable)('%s: by central differences, for each input', (_, loss, inputs) => {
    jest.spyOn(console, 'warn').mockImplementation(() => {});
    inputs.forEach((input, i) => {
      const at = (x: Tensor): Tensor => {
        const y = loss(...inputs.map((other, j) => (j === i ? x : other)));
        // Elements of a loss that is not reduced get gradients of different sizes.
        return y.mul(torch.arange(1, y.numel() + 1).reshape(y.shape));
      };
      const x = input.clone().requiresGrad_();
      at(x).sum().backward();
      expect(x.grad).not.toBeNull();
      expect(close(x.grad as Tensor, numericalGradient(at, input), 1e-6)).toBe(true);
    });
  });

  test.each(differentiable)('%s: second order, through the first input', (_, loss, inputs) => {
    jest.spyOn(console, 'warn').mockImplementation(() => {});
    const input = inputs[0] as Tensor;
    const slope = (x: Tensor, createGraph: boolean): Tensor => {
      const y = loss(x, ...inputs.slice(1)).sum();
      const [grad] = torch.autograd.grad(y, [x], { createGraph });
      return grad as Tensor;
    };
    const probe = values(9, ...input.shape);
    const x = input.clone().requiresGrad_();
    const first = slope(x, true);
    const [second] = first.requiresGrad
      ? torch.autograd.grad(first.mul(probe).sum(), [x], { allowUnused: true })
      : [null];
    const expected = numericalGradient(
      (point) => torch.enableGrad(() => slope(point.clone().requiresGrad_(), false)).mul(probe),
      input,
    );
    expect(close(second ?? torch.zerosLike(input), expected, 1e-5)).toBe(true);
  });
});

describe('cross-entropy', () => {
  test('a shared offset of the logits changes nothing', () => {
    const x = values(1, 4, 3);
    const loss = F.crossEntropy(x, classes);
    expect(close(F.crossEntropy(x.add(1e6), classes), loss, 1e-9)).toBe(true);
  });

  test('one-hot probabilities give what the classes give', () => {
    const x = values(1, 4, 3);
    const oneHot = F.oneHot(classes, 3).double();
    for (const reduction of ['mean', 'sum', 'none'] as const) {
      const byClass = F.crossEntropy(x, classes, { reduction, labelSmoothing: 0.3 });
      expect(close(F.crossEntropy(x, oneHot, { reduction, labelSmoothing: 0.3 }), byClass, 1e-12)).toBe(true);
    }
  });

  test('smoothing beside weights and ignored rows: both parts over the weight that counts', () => {
    const [x, target, smoothing, ignoreIndex] = [values(1, 4, 3), [2, 0, 1, 2], 0.3, 0];
    const w = [0.5, 2, 1.5];
    const logs = x.logSoftmax(1).tolist() as number[][];
    let [loss, even, weight] = [0, 0, 0];
    target.forEach((label, row) => {
      if (label === ignoreIndex) return;
      const own = w[label] as number;
      loss -= own * (logs[row]?.[label] as number);
      logs[row]?.forEach((log, i) => {
        even -= (w[i] as number) * log;
      });
      weight += own;
    });
    const expected = ((1 - smoothing) * loss + (smoothing / 3) * even) / weight;
    const given = { weight: classWeight, ignoreIndex, labelSmoothing: smoothing };
    expect(F.crossEntropy(x, torch.tensor(target), given).item()).toBeCloseTo(expected, 12);
  });

  test('a transposed input is read in its own order', () => {
    const x = values(1, 3, 4);
    expect(F.crossEntropy(x.t(), classes).item()).toBe(F.crossEntropy(x.t().clone(), classes).item());
  });

  test('ignored rows count for nothing, wherever they stand and whatever their scores', () => {
    const x = values(1, 4, 3);
    const target = torch.tensor([2, -100, 1, -100]);
    const kept = F.crossEntropy(x.at([0, 2]), torch.tensor([2, 1]));
    expect(close(F.crossEntropy(x, target), kept, 1e-12)).toBe(true);

    const spoiled = x.clone();
    spoiled.put([1], Number.NaN);
    spoiled.requiresGrad_();
    const loss = F.nllLoss(spoiled, target);
    expect(Number.isFinite(loss.item())).toBe(true);
    loss.backward();
    expect(spoiled.grad?.isfinite().all().item()).toBe(true);
  });

  test('a weight of 0 for all classes that occur leaves nothing to divide by', () => {
    const weight = torch.tensor([1, 0, 1], float64);
    expect(F.crossEntropy(values(1, 2, 3), torch.tensor([1, 1]), weight).item()).toBeNaN();
  });

  test('an empty batch', () => {
    const none = torch.zeros(0, { dtype: torch.int64 });
    expect(F.crossEntropy(torch.zeros(0, 3), none).item()).toBeNaN();
    expect(F.crossEntropy(torch.zeros(0, 3), none, { reduction: 'sum' }).item()).toBe(0);
    expect([...F.crossEntropy(torch.zeros(0, 3), none, { reduction: 'none' }).shape]).toEqual([0]);
  });

  test('the names of nodes', () => {
    const fn = (x: Tensor, target: Tensor, options: object = {}): string | undefined =>
      F.crossEntropy(x.requiresGrad_(), target, options).gradFn?.name;
    expect(fn(values(1, 2, 3, 2), classes.reshape(2, 2))).toBe('NllLoss2DBackward0');
    expect(fn(values(1, 2, 3, 2), classes.reshape(2, 2), { reduction: 'none' })).toBe('ViewBackward0');
    expect(fn(values(1, 2, 3), probabilities(1, 2, 3), { reduction: 'sum' })).toBe('NegBackward0');
    expect(fn(values(1, 2, 3), probabilities(1, 2, 3))).toBe('DivBackward1');
  });

  test.each<[string, () => Tensor, string]>([
    [
      'classes as floats',
      () => F.crossEntropy(values(1, 4, 3), classes.float()),
      'Long.*Float[\\s\\S]*long\\(\\)',
    ],
    [
      'classes from 1',
      () => F.crossEntropy(values(1, 1, 3), torch.tensor([3])),
      'Target 3[\\s\\S]*begin at 0',
    ],
    ['a column of classes', () => F.crossEntropy(values(1, 4, 3), classes.reshape(4, 1)), 'squeeze\\(1\\)'],
    ['a target too few', () => F.crossEntropy(values(1, 5, 3), classes), '\\(5\\).*\\(4\\)'],
    ['no target for rows', () => F.crossEntropy(values(1, 5, 3), torch.tensor(0)), 'for each row'],
    ['images and rows', () => F.crossEntropy(values(1, 4, 3, 2), classes), '\\(4, 2\\)'],
    ['too many weights', () => F.crossEntropy(values(1, 4, 3), classes, torch.ones(4)), 'all 3 classes'],
    [
      'a float32 weight',
      () => F.crossEntropy(values(1, 4, 3), classes, torch.ones(3)),
      'Double but found Float',
    ],
    [
      'a learned weight',
      () => F.nllLoss(values(1, 4, 3), classes, torch.ones(3, { ...float64, requiresGrad: true })),
      "'weight'",
    ],
    ['int logits', () => F.crossEntropy(torch.ones(4, 3).long(), classes), 'Long'],
    ['too smooth', () => F.crossEntropy(values(1, 4, 3), classes, { labelSmoothing: 1.5 }), '1.5'],
    [
      'ignored probabilities',
      () => F.crossEntropy(values(1, 4, 3), values(1, 4, 3), { ignoreIndex: 1 }),
      'ignoreIndex 1',
    ],
    [
      'an unknown reduction',
      () => F.crossEntropy(values(1, 4, 3), classes, { reduction: 'avg' as 'mean' }),
      "'avg'",
    ],
    [
      'a misspelt option',
      () => F.crossEntropy(values(1, 4, 3), classes, { label_smoothing: 1 } as object),
      'labelSmoothing',
    ],
    [
      'weights twice',
      () => F.crossEntropy(values(1, 4, 3), classes, classWeight, { weight: classWeight } as object),
      'twice',
    ],
    ['an array', () => Reflect.apply(F.crossEntropy, F, [values(1, 4, 3), [2, 0, 1, 2]]), 'torch.tensor'],
  ])('refuses %s', (_, run, says) => {
    expect(run).toThrow(new RegExp(says));
  });
});

describe('distances', () => {
  test.each(['mseLoss', 'l1Loss', 'smoothL1Loss', 'huberLoss'] as const)(
    '%s warns, once, where a column meets a row, and broadcasts them',
    (name) => {
      const warn = jest.spyOn(console, 'warn').mockImplementation(() => {});
      // Sizes of their own for each loss: what was said before is not said again.
      const n = 20 + name.length;
      const [x, t] = [values(1, n, 1).requiresGrad_(), values(2, n)];
      for (let i = 0; i < 3; i++) F[name](x, t);
      expect(warn.mock.calls).toHaveLength(1);
      expect(String(warn.mock.calls[0]?.[0])).toMatch(
        `Using a target size (torch.Size([${n}])) that is different to the input size (torch.Size([${n}, 1]))`,
      );
      const all = F[name](x, t, { reduction: 'none' });
      expect([...all.shape]).toEqual([n, n]);
      F[name](x, t).backward();
      expect([...(x.grad as Tensor).shape]).toEqual([n, 1]);
      expect(
        close(
          x.grad as Tensor,
          numericalGradient((point) => F[name](point, t), x.detach()),
          1e-6,
        ),
      ).toBe(true);
    },
  );

  test('equal shapes give no warning', () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => {});
    F.mseLoss(values(1, 3), values(2, 3));
    expect(warn.mock.calls).toEqual([]);
  });

  test('integers: a sum of squares is one, a mean is refused', () => {
    const [x, t] = [torch.tensor([1, 5]), torch.tensor([3, 2])];
    expect(String(F.mseLoss(x, t, { reduction: 'sum' }))).toBe('tensor(13)');
    expect(() => F.mseLoss(x, t)).toThrow(/mean.*Long/);
    expect(() => F.huberLoss(x, t)).toThrow(/huberLoss.*Long/);
  });

  test('backward refuses a target of another dtype, by the name of both', () => {
    const x = torch.ones(3, { requiresGrad: true });
    const loss = F.mseLoss(x, torch.zeros(3, float64));
    expect(loss.dtype).toBe(torch.float64);
    expect(() => loss.backward()).toThrow(/Found dtype Double but expected Float/);
  });

  test('impossible parameters', () => {
    expect(() => F.smoothL1Loss(values(1, 3), values(2, 3), { beta: -1 })).toThrow(/beta is -1/);
    expect(() => F.huberLoss(values(1, 3), values(2, 3), { delta: 0 })).toThrow(/delta is 0/);
    expect(() => F.tripletMarginLoss(values(1, 3), values(2, 3), values(3, 1, 3))).toThrow(/1D, 1D and 2D/);
    expect(() => F.multiMarginLoss(values(1, 4, 3), classes, 3)).toThrow(/p is 3/);
    expect(() => F.multiMarginLoss(values(1, 4, 2), classes)).toThrow(/out of range: 2/);
    expect(() => F.cosineEmbeddingLoss(values(1, 3), values(2, 3), signs)).toThrow(/2D input/);
    expect(() => F.marginRankingLoss(values(1, 4, 1), values(2, 4), signs)).toThrow(/\(4, 1\)/);
    expect(() => F.softMarginLoss(values(1, 4), signs.clone().requiresGrad_())).toThrow(/'target'/);
  });

  test('a changed target is noticed by backward', () => {
    const [x, t] = [values(1, 3).requiresGrad_(), values(2, 3)];
    const loss = F.mseLoss(x, t);
    t.add_(1);
    expect(() => loss.backward()).toThrow(/modified by an inplace operation/);
  });
});

describe('margins', () => {
  test('multiMarginLoss squares, with p = 2, what the scores lack', () => {
    const x = torch.tensor([[0.5, 0, 0.75]], float64);
    const target = torch.tensor([0]);
    // 1 − 0.5 + 0 and 1 − 0.5 + 0.75, over 3 classes
    expect(F.multiMarginLoss(x, target).item()).toBeCloseTo((0.5 + 1.25) / 3, 12);
    expect(F.multiMarginLoss(x, target, 2).item()).toBeCloseTo((0.25 + 1.5625) / 3, 12);
    expect(F.multiMarginLoss(x.at(0), torch.tensor(0), 2, 0.5).item()).toBeCloseTo(0.5625 / 3, 12);
  });

  test('tripletMarginLoss takes, with swap, the nearer of the two distances to the negative', () => {
    const [a, p, n] = [torch.tensor([[0, 0.5]]), torch.tensor([[0, 2.5]]), torch.tensor([[0, 3.5]])];
    expect(F.tripletMarginLoss(a, p, n, { margin: 2 }).item()).toBeCloseTo(2 - 3 + 2, 5);
    expect(F.tripletMarginLoss(a, p, n, { margin: 2, swap: true }).item()).toBeCloseTo(2 - 1 + 2, 5);
  });
});

describe('binary cross-entropy', () => {
  test('of logits is exact where the sigmoid rounds to 0 or 1', () => {
    const x = torch.tensor([-1000, 1000], { dtype: torch.float32, requiresGrad: true });
    const target = torch.tensor([1, 0], { dtype: torch.float32 });
    const loss = F.binaryCrossEntropyWithLogits(x, target, { reduction: 'none' });
    expect(loss.tolist()).toEqual([1000, 1000]);
    loss.sum().backward();
    expect(x.grad?.tolist()).toEqual([-1, 1]);
  });

  test('of logits agrees with that of their sigmoid', () => {
    const [x, t, weight] = [values(1, 4, 3), probabilities(2, 4, 3), probabilities(3, 3)];
    const direct = F.binaryCrossEntropyWithLogits(x, t, { weight });
    expect(close(F.binaryCrossEntropy(x.sigmoid(), t, { weight }), direct, 1e-12)).toBe(true);
  });

  test('a certain mistake costs 100, not infinity', () => {
    const x = torch.tensor([1, 0], { dtype: torch.float32 });
    const t = torch.tensor([0, 1], { dtype: torch.float32 });
    expect(F.binaryCrossEntropy(x, t, { reduction: 'none' }).tolist()).toEqual([100, 100]);
  });

  test('refuses what is no probability, and says what to use', () => {
    const target = torch.ones(1);
    for (const x of [1.5, -0.25, Number.NaN]) {
      expect(() => F.binaryCrossEntropy(torch.tensor([x]), target)).toThrow(
        /between 0 and 1[\s\S]*BCEWithLogitsLoss/,
      );
    }
    expect(() => F.binaryCrossEntropy(torch.ones(2, 1), torch.ones(2))).toThrow(/\(2,\).*\(2, 1\)/);
    expect(() => F.binaryCrossEntropyWithLogits(torch.ones(2, 1), torch.ones(2))).toThrow(/squeeze/);
    const [row, column] = [torch.full([2], 0.5), torch.ones(3, 1)];
    expect(() => F.binaryCrossEntropy(row, row, column)).toThrow(
      /weight has shape \(3, 1\), the losses \(2,\)/,
    );
    const wide = { posWeight: torch.ones(3, 2) };
    expect(() => F.binaryCrossEntropyWithLogits(torch.ones(2), torch.ones(2), wide)).toThrow(
      /posWeight.*\(3, 2\)/,
    );
  });
});

describe('other distributions', () => {
  test("klDiv: 'mean' warns that it is not the divergence; 0 log 0 counts as 0", () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => {});
    const x = torch.tensor([[0.5, 0.5]]).log();
    const t = torch.tensor([[1, 0]]).float();
    expect(F.klDiv(x, t, 'batchmean').item()).toBeCloseTo(Math.log(2), 6);
    expect(F.klDiv(x, t, 'sum').item()).toBeCloseTo(Math.log(2), 6);
    const before = warn.mock.calls.length;
    F.klDiv(x, t);
    expect(warn.mock.calls.length - before).toBeLessThanOrEqual(1);
  });

  test('poissonNllLoss: `full` adds log t! by Stirling, above 1', () => {
    const x = torch.zeros(2, float64);
    const full = F.poissonNllLoss(x, torch.tensor([1, 5], float64), { full: true, reduction: 'none' });
    expect(full.at(0).item()).toBe(1);
    expect(full.at(1).item()).toBeCloseTo(1 + 5 * Math.log(5) - 5 + 0.5 * Math.log(10 * Math.PI), 12);
  });

  test('gaussianNllLoss: a variance below eps counts as eps, and still has a gradient', () => {
    const v = torch.tensor([0], { ...float64, requiresGrad: true });
    const loss = F.gaussianNllLoss(torch.tensor([1.5], float64), torch.tensor([1.5], float64), v, {
      eps: 0.25,
    });
    expect(loss.item()).toBeCloseTo(0.5 * Math.log(0.25), 12);
    loss.backward();
    expect(v.grad?.item()).toBeCloseTo(2, 12);
    expect(v.item()).toBe(0);
  });

  test('gaussianNllLoss refuses variances that do not fit or are negative', () => {
    const [x, t] = [values(1, 4, 3), values(2, 4, 3)];
    expect(() => F.gaussianNllLoss(x, t, torch.ones(3))).toThrow(/\(3,\)/);
    expect(() => F.gaussianNllLoss(x, t, torch.full([4], -1.5))).toThrow(/negative.*-1.5/);
  });
});

describe('loss modules', () => {
  test('a weight is a buffer: it is saved, and moves with the module', () => {
    const loss = new nn.CrossEntropyLoss(torch.tensor([0.5, 1, 2]));
    expect(Object.keys(loss.stateDict())).toEqual(['weight']);
    expect(loss.parameters()).toEqual([]);
    expect(loss.double().weight?.dtype).toBe(torch.float64);
    expect(loss.call(values(1, 4, 3), classes).dtype).toBe(torch.float64);
    expect(Object.keys(new nn.NLLLoss().stateDict())).toEqual([]);
  });

  test('settings are attributes, and may be changed', () => {
    const loss = new nn.HuberLoss('sum', 2);
    expect([loss.reduction, loss.delta]).toEqual(['sum', 2]);
    loss.reduction = 'none';
    expect([...loss.call(torch.zeros(3), torch.ones(3)).shape]).toEqual([3]);
  });

  test('each gives what its function gives, with every setting', () => {
    const [x, t] = [values(1, 4, 3), values(2, 4, 3)];
    const [p, q] = [probabilities(1, 4, 3), probabilities(2, 4, 3)];
    const [row, other] = [values(1, 4), values(2, 4)];
    const reduction = 'sum';
    const both: (readonly [Tensor, Tensor])[] = [
      [new nn.SmoothL1Loss({ beta: 2 }).call(x, t), F.smoothL1Loss(x, t, { beta: 2 })],
      [new nn.BCELoss(q).call(p, q), F.binaryCrossEntropy(p, q, q)],
      [
        new nn.BCEWithLogitsLoss({ weight: q, posWeight: classWeight, reduction }).call(x, q),
        F.binaryCrossEntropyWithLogits(x, q, q, reduction, classWeight),
      ],
      [
        new nn.CrossEntropyLoss(classWeight, { ignoreIndex: 1, labelSmoothing: 0.1, reduction }).call(
          x,
          classes,
        ),
        F.crossEntropy(x, classes, classWeight, 1, reduction, 0.1),
      ],
      [new nn.NLLLoss({ ignoreIndex: 2 }).call(x, classes), F.nllLoss(x, classes, null, 2)],
      [new nn.KLDivLoss({ reduction, logTarget: true }).call(x, t), F.klDiv(x, t, reduction, true)],
      [
        new nn.PoissonNLLLoss({ logInput: false, full: true, eps: 0.5, reduction }).call(p, q),
        F.poissonNllLoss(p, q, false, true, { eps: 0.5, reduction }),
      ],
      [
        new nn.GaussianNLLLoss({ full: true, eps: 0.5 }).call(x, t, p),
        F.gaussianNllLoss(x, t, p, { full: true, eps: 0.5 }),
      ],
      [new nn.SoftMarginLoss({ reduction }).call(row, signs), F.softMarginLoss(row, signs, { reduction })],
      [new nn.HingeEmbeddingLoss(2).call(row, signs), F.hingeEmbeddingLoss(row, signs, { margin: 2 })],
      [
        new nn.MarginRankingLoss(2).call(row, other, signs),
        F.marginRankingLoss(row, other, signs, { margin: 2 }),
      ],
      [
        new nn.MultiMarginLoss(2, 0.5, classWeight).call(x, classes),
        F.multiMarginLoss(x, classes, { p: 2, margin: 0.5, weight: classWeight }),
      ],
      [
        new nn.CosineEmbeddingLoss(-0.5).call(x, t, signs),
        F.cosineEmbeddingLoss(x, t, signs, { margin: -0.5 }),
      ],
      [
        new nn.TripletMarginLoss({ margin: 3, p: 1, eps: 0.1, swap: true }).call(x, t, p),
        F.tripletMarginLoss(x, t, p, 3, 1, { eps: 0.1, swap: true }),
      ],
    ];
    for (const [module, direct] of both) expect(module.item()).toBe(direct.item());
  });

  test('a forgotten or superfluous input is refused', () => {
    const loss = new nn.MSELoss();
    const call = (...inputs: Tensor[]): unknown => Reflect.apply(loss.call, loss, inputs);
    expect(() => call(torch.ones(2))).toThrow(/mseLoss: undefined[\s\S]*expected: a Tensor/);
    expect(() => call(torch.ones(2), torch.ones(2), torch.ones(2))).toThrow(/4 were given/);
  });
});

describe('the gradient of a float32 loss in one pass has the bits of the one that is recorded', () => {
  const special = [0, -0, 1e-45, 3e38, -3e38, Infinity, -Infinity, Number.NaN, 0.1, -7];
  const x = torch.tensor([...special, ...special], { dtype: torch.float32 });
  const t = torch.tensor([...special.toReversed(), ...special.map(() => 0.3)], { dtype: torch.float32 });

  test.each([
    ['mseLoss', F.mseLoss],
    ['binaryCrossEntropyWithLogits', F.binaryCrossEntropyWithLogits],
  ] as const)('%s', (_, loss) => {
    for (const reduction of reductions) {
      const factors = reduction === 'none' ? torch.arange(1, 21).div(7) : torch.tensor(0.3);
      const input = x.clone().requiresGrad_();
      const y = loss(input, t, { reduction }).mul(factors).sum();
      const [recorded] = torch.autograd.grad(y, [input], { createGraph: true });
      y.backward();
      expect(input.grad?.toTypedArray()).toEqual(recorded?.detach().toTypedArray());
    }
  });

  test('with operands that stretch', () => {
    const input = torch.arange(6).div(7).reshape(2, 3).requiresGrad_();
    const y = F.mseLoss(input, torch.tensor(0.3));
    const [recorded] = torch.autograd.grad(y, [input], { createGraph: true });
    y.backward();
    expect(input.grad?.tolist()).toEqual(recorded?.tolist());
  });
});
