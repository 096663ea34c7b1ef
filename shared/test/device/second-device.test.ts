import { describe, expect, test } from '@jest/globals';
import { type Device, F, nn, optim, type Tensor, torch } from '#torch';
import { TracingDevice } from './tracing-device.ts';

/*
 * What the recorded cases do not say of a second device: where tensors live, what mixes, and that training there gives
 * the numbers of the CPU, to the last bit.
 */

const cpu = torch.device('cpu');

/** The elements with −0 told from 0, and NaN equal to itself. */
const bits = (x: Tensor): unknown[] => Array.from<unknown>(x.toTypedArray());

/** What `run` gives on the CPU and on a second device, from the same seed. */
function onBoth(run: (device: Device) => readonly Tensor[]): {
  device: TracingDevice;
  there: Tensor[];
  here: Tensor[];
} {
  const device = new TracingDevice();
  torch.manualSeed(1);
  const here = [...run(cpu)];
  torch.manualSeed(1);
  const there = [...run(device)];
  return { device, there, here };
}

function expectSame(run: (device: Device) => readonly Tensor[]): TracingDevice {
  const { device, there, here } = onBoth(run);
  expect(there.map((x) => String(x.device))).toEqual(there.map(() => 'cuda:0'));
  expect(there.map(bits)).toEqual(here.map(bits));
  return device;
}

describe('where tensors live', () => {
  const device = new TracingDevice();
  const x = torch.tensor(
    [
      [1.5, -2],
      [0, 4],
    ],
    { device },
  );

  test('a tensor says so, and prints as everywhere', () => {
    expect(String(x.device)).toBe('cuda:0');
    expect(x.device.repr()).toBe("device(type='cuda', index=0)");
    expect(String(x)).toBe("tensor([[ 1.5000, -2.0000],\n        [ 0.0000,  4.0000]], device='cuda:0')");
    expect(String(torch.zeros(0, 2, { device }))).toBe("tensor([], device='cuda:0', size=(0, 2))");
    expect(x.at(0, 1).item()).toBe(-2);
    expect(x.tolist()).toEqual([
      [1.5, -2],
      [0, 4],
    ]);
  });

  test.each<[string, (x: Tensor) => Tensor]>([
    ['element-wise', (x) => torch.exp(x)],
    ['with a number', (x) => x.mul(2)],
    ['a view', (x) => x.t()],
    ['a reduction', (x) => x.sum(1)],
    ['a product', (x) => x.matmul(x)],
    ['zeros like it', (x) => torch.zerosLike(x)],
    ['random numbers like it', (x) => torch.randLike(x)],
    ['new tensors of its kind', (x) => x.newOnes(3)],
    ['another dtype', (x) => x.double()],
    ['a comparison', (x) => x.gt(0)],
    ['indices', (x) => x.argmax()],
    ['places', (x) => x.nonzero()],
    ['detached elements', (x) => x.detach()],
    ['elements without a version', (x) => x.data],
    ['a copy', (x) => x.clone()],
    ['a deep copy', (x) => x.deepcopy()],
  ])('a result lives with its operands: %s', (_, f) => {
    expect(f(x).device).toBe(device);
  });

  test.each<[string, () => Tensor]>([
    ['zeros', () => torch.zeros(2, { device })],
    ['full', () => torch.full([2], 7, { device })],
    ['arange', () => torch.arange(3, { device })],
    ['eye', () => torch.eye(2, { device })],
    ['randn', () => torch.randn(3, { device })],
    ['tensor of a tensor', () => torch.tensor(torch.ones(2), { device })],
    ['asTensor', () => torch.asTensor([1, 2], { device })],
    ['a layer', () => new nn.Linear(2, 3, { device }).weight],
    ['running statistics', () => new nn.BatchNorm1d(2, { device }).runningMean as Tensor],
  ])('a factory makes them where it is told: %s', (_, make) => {
    expect(make().device).toBe(device);
  });

  test('there and back again, and the gradient with it', () => {
    const a = torch.tensor([1.5, 2], { requiresGrad: true });
    const there = a.to(device);
    expect(there.device).toBe(device);
    expect(there.to(device)).toBe(there);
    expect(String(there.gradFn)).toBe('<ToCopyBackward0>');
    const back = there.mul(3).cpu();
    expect(back.device).toBe(cpu);
    back.sum().backward();
    expect(a.grad?.device).toBe(cpu);
    expect(a.grad?.tolist()).toEqual([3, 3]);
  });

  test('copy_ and put cross over', () => {
    const y = torch.zeros(2, { device });
    y.copy_(torch.tensor([1, 2]));
    y.put([0], torch.tensor(5.5));
    expect(y.tolist()).toEqual([5.5, 2]);
    const z = torch.zeros(2).copy_(y);
    expect([z.device, z.tolist()]).toEqual([cpu, [5.5, 2]]);
  });

  test('the upload is a copy, and so is what comes back', () => {
    const data = Float32Array.of(1, 2);
    const y = torch.tensor(data, { device });
    data[0] = 9;
    y.toTypedArray()[1] = 9;
    expect(y.tolist()).toEqual([1, 2]);
  });

  test('an array cannot share what the host cannot reach', () => {
    expect(() => x.numpy()).toThrow("can't convert cuda:0 device type tensor to numpy");
  });

  test('a module moves as a whole, with gradients and buffers', () => {
    const net = new nn.Sequential(new nn.Linear(2, 2), new nn.BatchNorm1d(2));
    net.call(torch.randn(4, 2)).sum().backward();
    net.to(device);
    const all = [...net.parameters(), ...net.buffers()];
    expect(all.every((p) => p.device === device)).toBe(true);
    expect([...net.parameters()].every((p) => p.grad?.device === device)).toBe(true);
  });
});

describe('what mixes', () => {
  const device = new TracingDevice();
  const there = torch.tensor([1.5, 2], { device });
  const here = torch.tensor([1.5, 2]);
  const complaint =
    'Expected all tensors to be on the same device, but found at least two devices, cuda:0 and cpu!';

  test.each<[string, () => unknown]>([
    ['add', () => there.add(here)],
    ['the other way round', () => here.add(there)],
    ['three operands', () => torch.lerp(there, there, here)],
    ['a comparison', () => here.lt(there)],
    ['where', () => torch.where(there.gt(0), there, here)],
    ['dot', () => here.dot(there)],
    ['cat', () => torch.cat([here, there])],
    ['maskedFill', () => there.maskedFill(here.gt(0), 0)],
    ['a loss', () => F.mseLoss(there, here)],
    ['a layer', () => new nn.Linear(2, 1).call(there)],
    ['batch norm', () => F.batchNorm(there.reshape(2, 1), torch.zeros(1), torch.ones(1), { training: true })],
    ['a convolution', () => F.conv1d(there.reshape(1, 1, 2), here.reshape(1, 1, 2))],
    ['equal', () => torch.equal(here, there)],
    ['a 0-d tensor from there with one of the CPU', () => here.add(there.sum())],
  ])('%s refuses operands on two devices', (_, run) => {
    expect(run).toThrow(complaint);
  });

  test('a 0-d tensor of the CPU counts as a number, in either place, and gets its gradient', () => {
    const scale = torch.tensor(2.5, { requiresGrad: true });
    const y = there.mul(scale).add(scale);
    expect([y.device, y.tolist()]).toEqual([device, [6.25, 7.5]]);
    y.sum().backward();
    expect([scale.grad?.device, scale.grad?.item()]).toEqual([cpu, 5.5]);
    expect(torch.where(there.gt(1.6), there, torch.tensor(0.5)).tolist()).toEqual([0.5, 2]);
  });

  test('a 0-d tensor keeps its rank in promotion: int64 elements stay with an int64 number', () => {
    const longs = torch.tensor([2n ** 60n + 1n], { device });
    const sum = longs.add(torch.tensor(1n));
    expect([sum.dtype, sum.itemBigInt()]).toEqual([torch.int64, 2n ** 60n + 2n]);
  });

  test('a gradient belongs where its tensor is', () => {
    expect(() => {
      torch.zeros(2, { device, requiresGrad: true }).grad = here;
    }).toThrow('assigned grad has data located on a different device');
  });
});

describe('training there gives the numbers of the CPU', () => {
  const steps = (
    device: Device,
    net: nn.Module,
    rule: (params: Iterable<Tensor>) => optim.Optimizer,
    x: Tensor,
    loss: (y: Tensor) => Tensor,
  ): Tensor[] => {
    net.to(device);
    const optimizer = rule(net.parameters());
    const losses = [1, 2, 3].map(() => {
      optimizer.zeroGrad();
      const l = loss(net.call(x));
      l.backward();
      optimizer.step();
      return l.detach();
    });
    return [...losses, ...net.parameters()];
  };

  test.each<[string, (params: Iterable<Tensor>) => optim.Optimizer]>([
    ['SGD with momentum', (params) => new optim.SGD(params, { lr: 0.1, momentum: 0.9 })],
    ['Adam', (params) => new optim.Adam(params, { lr: 0.01 })],
    ['RMSprop', (params) => new optim.RMSprop(params, { lr: 0.01, centered: true })],
    ['Adagrad', (params) => new optim.Adagrad(params, { lr: 0.1 })],
  ])('a perceptron with %s', (_, rule) => {
    expectSame((device) => {
      const net = new nn.Sequential(
        new nn.Linear(4, 6),
        new nn.Tanh(),
        new nn.Dropout(0.25),
        new nn.Linear(6, 3),
      );
      const labels = torch.tensor([0, 2, 1, 2, 0], { device });
      return steps(device, net, rule, torch.randn(5, 4, { device }), (y) => F.crossEntropy(y, labels));
    });
  });

  test('a convolutional net with normalisation and pooling', () => {
    expectSame((device) => {
      const net = new nn.Sequential(
        new nn.Conv2d(2, 3, 3, { padding: 1 }),
        new nn.BatchNorm2d(3),
        new nn.ReLU(),
        new nn.MaxPool2d(2),
        new nn.Flatten(),
        new nn.LayerNorm(12),
        new nn.Linear(12, 1),
        new nn.Sigmoid(),
      );
      const target = torch.tensor([[0.0], [1.0], [1.0]], { device, dtype: torch.float32 });
      const rule = (params: Iterable<Tensor>) => new optim.AdamW(params, { lr: 0.01 });
      const results = steps(device, net, rule, torch.randn(3, 2, 4, 4, { device }), (y) =>
        F.mseLoss(y, target),
      );
      return [...results, ...net.buffers()];
    });
  });

  test('a recurrent net, an embedding and a weighted loss', () => {
    expectSame((device) => {
      const embedding = new nn.Embedding(5, 3, { device });
      const cell = new nn.GRUCell(3, 4, { device });
      const words = torch.tensor(
        [
          [1, 4, 1],
          [0, 2, 3],
        ],
        { device },
      );
      let h = torch.zeros(2, 4, { device });
      for (let step = 0; step < 3; step++) h = cell.call(embedding.call(words.at(':', step)), h) as Tensor;
      const weight = torch.tensor([1, 2, 0.5, 1], { device });
      const l = F.crossEntropy(h, torch.tensor([3, 1], { device }), { weight });
      l.backward();
      return [l, ...[...embedding.parameters(), ...cell.parameters()].map((p) => p.grad as Tensor)];
    });
  });

  test('views, writes through them, lists of indices, and the gradient of a gradient', () => {
    expectSame((device) => {
      const x = torch.randn(3, 4, { device }).requiresGrad_();
      const y = x.mul(2);
      y.t().at(1).mul_(3);
      y.put([[0, 2]], 1.5);
      const z = y
        .at([1, 1, 2], [0, 0, 3])
        .exp()
        .sum()
        .add(y.at(y.gt(0)).square().sum());
      const [first] = torch.autograd.grad(z, [x], { createGraph: true });
      const [second] = torch.autograd.grad((first as Tensor).square().sum(), [x]);
      return [y.detach(), (first as Tensor).detach(), second as Tensor];
    });
  });

  test('gradcheck moves entries that the host cannot index', () => {
    const device = new TracingDevice();
    const x = torch.randn(2, 3, { device, dtype: torch.float64, requiresGrad: true });
    expect(torch.autograd.gradcheck((x: Tensor) => x.t().softmax(0).logsumexp(1), [x])).toBe(true);
  });

  test('a step waits for the device only where a number is asked for', () => {
    const device = new TracingDevice();
    const net = new nn.Sequential(new nn.Linear(4, 6), new nn.ReLU(), new nn.Linear(6, 1)).to(device);
    const x = torch.randn(5, 4, { device });
    const before = device.reads;
    F.mseLoss(net.call(x), torch.zeros(5, 1, { device })).backward();
    expect(device.reads).toBe(before);
  });
});
