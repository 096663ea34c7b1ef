import { describe, expect, test } from '@jest/globals';
import { type Device, F, nn, optim, type Tensor, torch } from '#torch';
import { TracingDevice } from './tracing-device.ts';

/*
 * What `torch.tidy` leaves of what was made inside, on a device that counts.
 */

const GONE = 'used after its end';

/** How many buffers a program leaves on a device, beside those that were there before. */
function left(device: TracingDevice, program: () => unknown): number {
  const before = device.buffers;
  program();
  return device.buffers - before;
}

describe('of what is made inside', () => {
  const device = new TracingDevice();
  const outside = torch.tensor([1.5, -2], { device });
  const optimizer = stepped(outside.clone());
  const saved = optimizer.stateDict();

  test.each<[string, () => unknown, number]>([
    ['nothing stays that is not returned', () => outside.exp().sum().item(), 0],
    ['a tensor stays that is returned', () => outside.exp().mul(2), 1],
    ['a view stays with all that it is a view of', () => outside.exp().mul(2).at(0), 1],
    ['tensors in arrays and objects stay', () => ({ both: [outside.exp(), outside.neg()] }), 2],
    [
      'tensors in a map and in a set stay',
      () => [new Map([['a', outside.exp()]]), new Set([outside.neg()])],
      2,
    ],
    [
      'what points at itself is no trouble',
      () => Object.assign([outside.exp()], { self: [outside.neg()] }),
      2,
    ],
    ['a gradient stays with its tensor', () => withGradient(outside.exp().detach()), 2],
    ['a module keeps its parameters and buffers', () => new nn.BatchNorm1d(3).to(device), 5],
    ['an optimizer keeps its state', () => stepped(outside.exp().detach()), 4],
    ['and what it takes over', () => optimizer.loadStateDict(saved), 2],
  ])('%s', (_, body, count) => {
    expect(left(device, () => torch.tidy(body))).toBe(count);
  });

  test('what is returned is what it was', () => {
    const [y, z] = torch.tidy(() => [outside.mul(2).add(1), outside]);
    expect([y?.tolist(), z]).toEqual([[4, -3], outside]);
    expect(outside.tolist()).toEqual([1.5, -2]);
  });

  test('nothing stays of what fails, and it fails as it would', () => {
    const fail = () =>
      torch.tidy(() => {
        outside.exp();
        throw new RangeError('on purpose');
      });
    expect(left(device, () => expect(fail).toThrow('on purpose'))).toBe(0);
  });

  test('what a variable outside still holds complains', () => {
    let kept = outside;
    torch.tidy(() => {
      kept = outside.exp();
    });
    for (const use of [() => kept.tolist(), () => kept.add(1), () => String(kept), () => kept.fill_(0)]) {
      expect(use).toThrow(GONE);
    }
    expect(kept.shape).toEqual([2]);
  });

  test('the graph of what is returned is gone', () => {
    const w = torch.tensor([1.5], { device, requiresGrad: true });
    const loss = torch.tidy(() => w.exp().square().sum());
    expect(loss.item()).toBeCloseTo(Math.exp(3), 4);
    expect(() => loss.backward()).toThrow(GONE);
  });

  test('within another tidy it is the business of the outer one', () => {
    const w = torch.tensor([1.5], { device, requiresGrad: true });
    let inner = w;
    const y = torch.tidy(() => {
      inner = torch.tidy(() => {
        w.square().sum().backward();
        return w.detach().exp();
      });
      expect(inner.shape).toEqual([1]);
      return inner.mul(2);
    });
    expect(y.item()).toBeCloseTo(2 * Math.exp(1.5), 4);
    expect(w.grad?.item()).toBe(3);
    expect(() => inner.item()).toThrow(GONE);
  });

  test('parameters that are moved inside are there', () => {
    const model = new nn.Linear(2, 1);
    torch.tidy(() => model.to(device).call(outside));
    expect(model.call(outside).device).toBe(device);
  });
});

test('on the CPU everything stays', () => {
  let kept = torch.ones(2);
  const sum = torch.tidy(() => {
    kept = kept.mul(2);
    return kept.sum();
  });
  expect(sum.item()).toBe(4);
  expect(kept.tolist()).toEqual([2, 2]);
});

test('a function is asked for that does not wait', () => {
  expect(() => torch.tidy(async () => 1)).toThrow('a function that does not wait');
  expect(() => torch.tidy(torch.ones(1) as never)).toThrow('a function: torch.tidy(() => { … })');
});

describe('training step by step in a tidy', () => {
  const models: [string, () => nn.Module][] = [
    ['an MLP', () => new nn.Sequential(new nn.Linear(4, 5), new nn.Dropout(0.2), new nn.Linear(5, 3))],
    [
      'with batch norm',
      () => new nn.Sequential(new nn.Linear(4, 5), new nn.BatchNorm1d(5), new nn.Linear(5, 3)),
    ],
  ];
  const rules: [string, (model: nn.Module) => optim.Optimizer][] = [
    ['SGD with momentum', (model) => new optim.SGD(model.parameters(), { lr: 0.1, momentum: 0.9 })],
    ['Adam, AMSGrad', (model) => new optim.Adam(model.parameters(), { lr: 0.1, amsgrad: true })],
    ['RMSprop', (model) => new optim.RMSprop(model.parameters(), { momentum: 0.5, centered: true })],
  ];
  const cases = models.flatMap(([model, make]) =>
    rules.map(([rule, ruleOf]) => [`${model}, ${rule}`, make, ruleOf] as const),
  );

  test.each(cases)(
    '%s: takes the course that it takes without, and holds no more from step to step',
    (_, make, ruleOf) => {
      const plain = train(torch.device('cpu'), make, ruleOf, (step) => step());
      const device = new TracingDevice();
      const held: number[] = [];
      const tidied = train(device, make, ruleOf, (step) => {
        const loss = torch.tidy(step);
        held.push(device.buffers);
        return loss;
      });
      expect(tidied).toEqual(plain);
      // The first step makes the gradients and the state.
      expect(held.slice(1)).toEqual(held.slice(1).map(() => held[0]));
    },
  );
});

function train(
  device: Device,
  make: () => nn.Module,
  ruleOf: (model: nn.Module) => optim.Optimizer,
  run: (step: () => number) => number,
): unknown {
  torch.manualSeed(3);
  const model = make().to(device);
  const optimizer = ruleOf(model);
  const [x, y] = [torch.randn(6, 4).to(device), torch.arange(6).remainder(3).to(device)];
  const losses = Array.from({ length: 5 }, () =>
    run(() => {
      optimizer.zeroGrad();
      const loss = F.crossEntropy(model.call(x), y);
      loss.backward();
      nn.utils.clipGradNorm_(model.parameters(), 1);
      optimizer.step();
      return loss.item();
    }),
  );
  return [losses, Object.values(model.stateDict()).map((p) => (p as Tensor).tolist())];
}

function withGradient(leaf: Tensor): Tensor {
  leaf.requiresGrad_().square().sum().backward();
  return leaf;
}

function stepped(leaf: Tensor): optim.Optimizer {
  const optimizer = new optim.Adam([withGradient(leaf)]);
  optimizer.step();
  return optimizer;
}
