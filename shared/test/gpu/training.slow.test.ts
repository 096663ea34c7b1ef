import { describe, expect, test } from '@jest/globals';
import { type Device, F, nn, optim, type Tensor, torch } from '../../src/index.ts';
import { openGpu } from './open-gpu.ts';

/*
 * Programs that differ in the device alone: the names of one, what lives where, and training that takes the same course.
 */

const gpu = openGpu();

/** The losses of a few steps, and what share of the rows the net then gets right. */
function train(device: Device | string, make: (params: Iterable<Tensor>) => optim.Optimizer): number[] {
  torch.manualSeed(5);
  const net = new nn.Sequential(
    new nn.Linear(6, 16),
    new nn.ReLU(),
    new nn.Dropout(0.1),
    new nn.Linear(16, 3),
  );
  const x = torch.randn(40, 6);
  const labels = x.at(':', ':3').argmax(1);
  net.to(device);
  const [inputs, targets] = [x.to(device), labels.to(device)];
  const optimizer = make(net.parameters());
  const losses = Array.from({ length: 25 }, () => {
    optimizer.zeroGrad();
    const loss = F.crossEntropy(net.call(inputs), targets);
    loss.backward();
    optimizer.step();
    return loss.item() as number;
  });
  net.eval();
  const right = net.call(inputs).argmax(1).eq(targets).float().mean().item() as number;
  return [...losses, right];
}

if (gpu !== null) {
  test("'gpu', 'cuda' and 'cuda:0' are one device, which prints as PyTorch's", () => {
    expect(torch.cuda.isAvailable()).toBe(true);
    expect(['gpu', 'cuda', 'cuda:0'].map((name) => torch.device(name))).toEqual([gpu, gpu, gpu]);
    expect(() => torch.device('cuda:1')).toThrow("no device 'cuda:1' here");
    const x = torch.tensor([1.5, 2], { device: 'gpu', requiresGrad: true });
    expect(String(x)).toBe("tensor([1.5000, 2.0000], device='cuda:0', requires_grad=True)");
    expect(() => x.add(torch.ones(2))).toThrow(
      'Expected all tensors to be on the same device, but found at least two devices, cuda:0 and cpu!',
    );
  });

  test('as the default device it has what factories make, but for float64', () => {
    torch.setDefaultDevice('gpu');
    try {
      const { float64 } = torch;
      const made = [
        torch.zeros(2),
        torch.randn(2),
        new nn.Linear(2, 1).weight,
        torch.ones(2, { dtype: float64 }),
      ];
      expect(made.map((x) => String(x.device))).toEqual(['cuda:0', 'cuda:0', 'cuda:0', 'cpu']);
      expect(() => torch.zeros(2).add(torch.ones(2, { dtype: float64 }))).toThrow(
        'there is no torch.float64 on cuda:0',
      );
      expect(() => torch.zeros(2).double()).toThrow("float64 elements for device 'gpu'");
    } finally {
      torch.setDefaultDevice(null);
    }
  });

  describe('training takes the course that it takes on the CPU', () => {
    test.each<[string, (params: Iterable<Tensor>) => optim.Optimizer]>([
      ['SGD with momentum', (params) => new optim.SGD(params, { lr: 0.1, momentum: 0.9 })],
      ['Adam', (params) => new optim.Adam(params, { lr: 0.02 })],
    ])('%s', (_, make) => {
      const [there, here] = [train('cuda', make), train('cpu', make)];
      expect(there.map((loss, i) => Math.abs(loss - (here[i] as number)) < 1e-3)).toEqual(
        here.map(() => true),
      );
      expect(here.at(-1)).toBeGreaterThan(0.6);
    });
  });
}
