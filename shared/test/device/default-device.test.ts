import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { data, F, nn, np, optim, type Tensor, torch } from '#torch';
import { SinglePrecisionDevice } from './single-precision-device.ts';

const cpu = torch.device('cpu');
const device = new SinglePrecisionDevice();
const { float64 } = torch;

afterEach(() => torch.setDefaultDevice(null));

test('at the start it is the CPU', () => {
  expect(torch.getDefaultDevice()).toBe(cpu);
  expect(torch.zeros(1).device).toBe(cpu);
});

describe('with a default device', () => {
  beforeEach(() => torch.setDefaultDevice(device));

  test.each<[string, () => Tensor]>([
    ['tensor', () => torch.tensor([1, 2.5])],
    ['tensor of a tensor', () => torch.tensor(torch.ones(2, { device: 'cpu' }))],
    ['asTensor', () => torch.asTensor([1, 2])],
    ['asTensor of a tensor', () => torch.asTensor(torch.ones(2, { device: 'cpu' }))],
    ['zeros', () => torch.zeros(2)],
    ['ones', () => torch.ones(2)],
    ['full', () => torch.full([2], 7)],
    ['empty', () => torch.empty(2)],
    ['eye', () => torch.eye(2)],
    ['arange', () => torch.arange(3)],
    ['arange of fractions', () => torch.arange(0, 1, 0.5)],
    ['linspace', () => torch.linspace(0, 1, 3)],
    ['logspace', () => torch.logspace(0, 1, 3)],
    ['rand', () => torch.rand(2)],
    ['randn', () => torch.randn(2)],
    ['randint', () => torch.randint(0, 9, [2])],
    ['randperm', () => torch.randperm(4)],
    ['normal', () => torch.normal(0, 1, [2])],
    ['trilIndices', () => torch.trilIndices(2, 2)],
    ['a layer', () => new nn.Linear(2, 3).weight],
    ['a cell', () => new nn.LSTMCell(2, 3).weightIh],
    ['running statistics', () => new nn.BatchNorm1d(2).runningMean as Tensor],
    ['a parameter', () => new nn.Parameter(torch.zeros(2))],
    ['a batch of numbers', () => data.defaultCollate([1, 2]) as Tensor],
  ])('%s makes its tensor there', (_, make) => {
    expect(make().device).toBe(device);
  });

  test.each<[string, () => Tensor]>([
    ['what is told', () => torch.zeros(2, { device: 'cpu' })],
    ['random numbers that are told', () => torch.rand(2, { device: cpu })],
    ['a layer that is told', () => new nn.Linear(2, 3, { device: 'cpu' }).bias as Tensor],
    ['what is like a tensor', () => torch.zerosLike(torch.ones(2, { device: 'cpu' }))],
    ['random numbers like a tensor', () => torch.randLike(torch.ones(2, { device: 'cpu' }))],
    ['what is new of the kind of a tensor', () => torch.ones(2, { device: 'cpu' }).newZeros(2)],
    ['an array of NumPy', () => torch.fromNumpy(np.array([1, 2]))],
    ["PyTorch's old constructor", () => new torch.Tensor([1, 2])],
    ['float64', () => torch.zeros(2, { dtype: float64 })],
    ['a tensor of float64', () => torch.tensor([1, 2], { dtype: float64 })],
    ['float64 of NumPy', () => torch.asTensor(np.array([1, 2.5]))],
    ['random numbers of float64', () => torch.randn(2, { dtype: float64 })],
    ['a layer of float64', () => new nn.Linear(2, 3, { dtype: float64 }).weight],
  ])('%s is on the CPU', (_, make) => {
    expect(make().device).toBe(cpu);
  });

  test('random factories draw the streams of the CPU, which move on', () => {
    const drawn = () => {
      torch.manualSeed(3);
      return [torch.randn(20), torch.rand(3), torch.randint(0, 9, [4]), torch.randperm(5), torch.rand(2)].map(
        (x) => x.tolist(),
      );
    };
    const there = drawn();
    torch.setDefaultDevice(null);
    expect(there).toEqual(drawn());
  });

  test('a program that names no device trains there, and takes the course that it takes on the CPU', () => {
    const losses = () => {
      torch.manualSeed(1);
      const x = torch.randn(12, 3);
      const y = x.sum(1).gt(0).long();
      const net = new nn.Sequential(new nn.Linear(3, 4), new nn.Tanh(), new nn.Linear(4, 2));
      const optimizer = new optim.Adam(net.parameters(), { lr: 0.05 });
      return Array.from({ length: 5 }, () => {
        optimizer.zeroGrad();
        const loss = F.crossEntropy(net.call(x), y);
        loss.backward();
        optimizer.step();
        return [loss.item(), String(loss.device)];
      });
    };
    const there = losses();
    torch.setDefaultDevice(null);
    expect(there.map(([loss]) => [loss, 'cpu'])).toEqual(losses());
    expect(there.map(([, place]) => place)).toEqual(there.map(() => 'cuda:0'));
  });

  test('float64 is computed on the CPU alone; what mixes is told why', () => {
    const x = torch.tensor([1, 2], { dtype: float64 });
    expect(
      x
        .add(torch.ones(2, { dtype: float64 }))
        .sum()
        .item(),
    ).toBe(5);
    expect(() => x.add(torch.ones(2))).toThrow(
      'add: Expected all tensors to be on the same device, but found at least two devices, cuda:0 and cpu!\n' +
        "  hint: there is no torch.float64 on cuda:0: move x.float(), or all the others to 'cpu'",
    );
    expect(() => torch.ones(2, { device: 'cpu' }).add(torch.ones(2))).toThrow(
      "hint: move them first: x.to('cuda:0')",
    );
  });

  test('gradients are asked for where the tensor ends up', () => {
    const x = torch.ones(2, { requiresGrad: true });
    x.mul(3).sum().backward();
    expect(x.isLeaf).toBe(true);
    expect(x.grad?.device).toBe(device);
    expect(x.grad?.tolist()).toEqual([3, 3]);
  });

  test('the CPU that is chosen brings back what comes from elsewhere; null leaves it', () => {
    const x = torch.ones(2);
    torch.setDefaultDevice('cpu');
    expect(torch.getDefaultDevice()).toBe(cpu);
    expect(torch.tensor(x).device).toBe(cpu);
    torch.setDefaultDevice(null);
    expect(torch.tensor(x).device).toBe(device);
  });

  test('what is no device is refused, and the default stays', () => {
    expect(() => torch.setDefaultDevice('tpu')).toThrow(
      "device: no device 'tpu' here\n  expected: 'cpu' or 'gpu'",
    );
    const number: unknown = 3;
    expect(() => torch.setDefaultDevice(number as string)).toThrow("device: 3\n  expected: 'cpu' or 'gpu'");
    expect(torch.getDefaultDevice()).toBe(device);
  });
});
