import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { nn, optim, type Tensor, torch } from '#torch';

const leaf = (values: number[]): Tensor => torch.tensor(values, { dtype: torch.float64, requiresGrad: true });

/** Sets the gradient that a loss of Σ cᵢ wᵢ would give. */
const withGrad = (w: Tensor, values: number[]): Tensor => {
  w.grad = torch.tensor(values, { dtype: w.dtype });
  return w;
};

afterEach(() => {
  jest.restoreAllMocks();
});

describe('step', () => {
  test('leaves parameters without a gradient alone', () => {
    const [a, b] = [withGrad(leaf([1]), [1]), leaf([2])];
    new optim.Adam([a, b], { lr: 0.5 }).step();
    expect(a.item()).toBeCloseTo(0.5, 6);
    expect(b.item()).toBe(2);
  });

  test('changes the parameter itself, in every view of it, and counts as a change for autograd', () => {
    const w = leaf([1, 2, 3]);
    const first = w.detach().at('0:1');
    const loss = w.mul(w).sum();
    withGrad(w, [1, 1, 1]);
    new optim.SGD([w], { lr: 1 }).step();
    expect(w.tolist()).toEqual([0, 1, 2]);
    expect(first.tolist()).toEqual([0]);
    expect(() => loss.backward()).toThrow('modified by an inplace operation');
  });

  test('reaches a parameter that is not contiguous', () => {
    const base = torch.zeros(2, 3, { dtype: torch.float64 });
    const w = base.t().requiresGrad_();
    w.grad = torch.arange(6).reshape(3, 2).to(torch.float64);
    new optim.SGD([w], { lr: 1 }).step();
    expect(base.mul(-1).add(0).tolist()).toEqual([
      [0, 2, 4],
      [1, 3, 5],
    ]);
  });

  test('computes the loss by a closure, recording even inside noGrad', () => {
    const w = leaf([2]);
    const optimizer = new optim.SGD([w], { lr: 0.25 });
    const loss = torch.noGrad(() =>
      optimizer.step(() => {
        optimizer.zeroGrad();
        const value = w.square().sum();
        value.backward();
        return value.item();
      }),
    );
    expect([loss, w.item()]).toEqual([4, 1]);
  });

  test('two optimizers over one parameter keep states of their own', () => {
    const w = withGrad(leaf([1]), [1]);
    const [one, other] = [
      new optim.SGD([w], { lr: 1, momentum: 0.5 }),
      new optim.SGD([w], { lr: 1, momentum: 0.5 }),
    ];
    one.step();
    other.step();
    expect(w.item()).toBe(-1);
  });
});

describe('groups', () => {
  test('have options of their own over the defaults', () => {
    const [a, b] = [withGrad(leaf([1]), [1]), withGrad(leaf([1]), [1])];
    const optimizer = new optim.SGD([{ params: [a] }, { params: b, lr: 0.5 }], { lr: 0.1 });
    optimizer.step();
    expect([a.item(), b.item()]).toEqual([0.9, 0.5]);
    (optimizer.paramGroups[0] as { lr: number }).lr = 0;
    optimizer.step();
    expect(a.item()).toBe(0.9);
  });

  test('refuse a parameter twice, a result, a lone tensor and an unknown option', () => {
    const w = leaf([1]);
    expect(() => new optim.SGD([{ params: [w] }, { params: [w] }], { lr: 1 })).toThrow(
      'more than one parameter group',
    );
    expect(() => new optim.SGD([w.mul(2)], { lr: 1 })).toThrow("can't optimize a non-leaf Tensor");
    // A tensor iterates over its elements, so only the run can tell.
    expect(() => new optim.SGD(w, { lr: 1 })).toThrow('should be an iterable of Tensors');
    const misspelt: object = { learningRate: 1 };
    expect(() => new optim.SGD([w], misspelt)).toThrow('the option learningRate');
    expect(() => new optim.SGD([w])).toThrow('lr');
    expect(() => new optim.Adam([], {})).toThrow('empty parameter list');
    expect(() => new optim.Adam([w], { betas: [0.9, 1] })).toThrow('index 1: 1');
  });
});

describe('zeroGrad', () => {
  test('drops gradients, or fills them', () => {
    const w = withGrad(leaf([1]), [3]);
    const optimizer = new optim.SGD([w], { lr: 1 });
    optimizer.zeroGrad({ setToNone: false });
    expect(w.grad?.tolist()).toEqual([0]);
    optimizer.zeroGrad();
    expect(w.grad).toBeNull();
  });
});

describe('state dicts', () => {
  test.each(['SGD', 'Adam', 'AdamW', 'RMSprop', 'Adagrad', 'Adadelta', 'Adamax', 'NAdam', 'RAdam'] as const)(
    '%s goes on where it was saved',
    (name) => {
      const make = (w: Tensor) =>
        new optim[name]([w], name === 'SGD' ? { lr: 0.1, momentum: 0.9 } : { lr: 0.1 });
      const run = (optimizer: optim.Optimizer, w: Tensor, from: number) => {
        for (let k = from; k < from + 3; k++) {
          withGrad(w, [Math.sin(k), 1 + k]);
          optimizer.step();
        }
      };
      const w = leaf([1, -2]);
      const optimizer = make(w) as optim.Optimizer;
      run(optimizer, w, 0);
      const saved = optimizer.stateDict();
      const twin = leaf(w.tolist() as number[]);
      const resumed = make(twin) as optim.Optimizer;
      resumed.loadStateDict(saved);
      run(resumed, twin, 3);
      const before = JSON.stringify(saved.state, (_, value) =>
        value instanceof torch.Tensor ? value.tolist() : value,
      );
      run(optimizer, w, 3);
      expect(twin.tolist()).toEqual(w.tolist());
      // Neither run may have changed what the other is to load, apart from the state it still shares.
      expect(before).toContain('[');
    },
  );

  test('refuse groups of other sizes', () => {
    const dict = new optim.SGD([leaf([1])], { lr: 1 }).stateDict();
    expect(() => new optim.SGD([leaf([1]), leaf([2])], { lr: 1 }).loadStateDict(dict)).toThrow(
      'groups of 1 parameters',
    );
  });
});

describe('schedulers', () => {
  const optimizerOf = (lr: number): optim.SGD => new optim.SGD([leaf([1])], { lr });

  test('take their arguments in order or by name', () => {
    const [one, other] = [optimizerOf(1), optimizerOf(1)];
    const schedulers = [
      new optim.lrScheduler.StepLR(one, 2, 0.5),
      new optim.lrScheduler.StepLR(other, { stepSize: 2, gamma: 0.5 }),
    ];
    for (const scheduler of schedulers) {
      scheduler.optimizer.step();
      for (let epoch = 0; epoch < 4; epoch++) scheduler.step();
    }
    expect([one, other].map((optimizer) => optimizer.paramGroups[0]?.lr)).toEqual([0.25, 0.25]);
    const nothing: object = {};
    expect(() => Reflect.construct(optim.lrScheduler.StepLR, [one, nothing])).toThrow("'stepSize'");
  });

  test('warn when they go ahead of the optimizer', () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => {});
    const scheduler = new optim.lrScheduler.ExponentialLR(optimizerOf(1), 0.5);
    scheduler.step();
    expect(warn).toHaveBeenCalledTimes(1);
    expect(String(warn.mock.calls[0]?.[0])).toContain('before optimizer.step()');
  });

  test('OneCycleLR ends far below its start, moves the momentum, and refuses one step too many', () => {
    const optimizer = new optim.SGD([leaf([1])], { lr: 1, momentum: 0.9 });
    const scheduler = new optim.lrScheduler.OneCycleLR(optimizer, { maxLr: 1, totalSteps: 10 });
    const rates: number[] = [optimizer.paramGroups[0]?.lr as number];
    optimizer.step();
    for (let k = 1; k < 10; k++) {
      scheduler.step();
      rates.push(optimizer.paramGroups[0]?.lr as number);
    }
    expect(Math.max(...rates)).toBeCloseTo(1, 12);
    expect(rates.at(-1)).toBeCloseTo(1 / 25 / 1e4, 12);
    expect(optimizer.paramGroups[0]?.momentum).toBeCloseTo(0.95, 12);
    scheduler.step();
    expect(() => scheduler.step()).toThrow('Tried to step 11 times');
  });

  test('ReduceLROnPlateau waits for its patience, then lowers the rate', () => {
    const optimizer = optimizerOf(1);
    const scheduler = new optim.lrScheduler.ReduceLROnPlateau(optimizer, { patience: 1, factor: 0.5 });
    const rates = [5, 4, 4, 4, torch.tensor(4.5), 3].map((loss) => {
      scheduler.step(loss);
      return optimizer.paramGroups[0]?.lr;
    });
    expect(rates).toEqual([1, 1, 1, 0.5, 0.5, 0.5]);
  });
});

test('a module trains', () => {
  torch.manualSeed(0);
  const model = new nn.Linear(1, 1);
  const optimizer = new optim.SGD(model.parameters(), { lr: 0.1 });
  const x = torch.linspace(-1, 1, 20).unsqueeze(1);
  const y = x.mul(3).add(0.5);
  for (let epoch = 0; epoch < 200; epoch++) {
    optimizer.zeroGrad();
    model.call(x).sub(y).square().mean().backward();
    optimizer.step();
  }
  expect(model.weight.item()).toBeCloseTo(3, 3);
  expect(String(new optim.SGD(model.parameters(), { lr: 0.5 }))).toContain('    lr: 0.5\n');
});
