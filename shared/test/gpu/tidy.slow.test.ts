import { describe, expect, test } from '@jest/globals';
import type { GpuDevice } from '../../src/device/gpu/gpu-device.ts';
import { F, nn, optim, type Tensor, torch } from '../../src/index.ts';
import { openGpu } from './open-gpu.ts';

/*
 * The memory of a GPU after a `torch.tidy`, whose rules are tested on every machine (device/tidy.test.ts).
 */

const gpu = openGpu();

if (gpu !== null) {
  const device = gpu as GpuDevice;

  test('a loop of steps takes no more memory from step to step, without the garbage collector', () => {
    const net = new nn.Sequential(new nn.Linear(64, 256), new nn.ReLU(), new nn.Linear(256, 10)).to(device);
    const optimizer = new optim.Adam(net.parameters(), { lr: 0.01 });
    const [rows, labels] = [torch.randn(100, 64), torch.arange(100).remainder(10)];
    const uses = Array.from({ length: 20 }, () => {
      torch.tidy(() => {
        optimizer.zeroGrad();
        F.crossEntropy(net.call(rows.to(device)), labels.to(device)).backward();
        optimizer.step();
      });
      return device.memoryUse().inUse;
    });
    // The first step makes gradients and state; the collector may come at any time for what was there before.
    expect(Math.max(...uses.slice(1))).toBeLessThanOrEqual(uses[0] as number);
    const loss = F.crossEntropy(net.call(rows.to(device)), labels.to(device)).item();
    expect(loss).toBeLessThan(1);
  });

  describe('what is used after its end complains, wherever its elements were known', () => {
    let kept = torch.zeros(0);
    const uses: [string, (x: Tensor) => unknown][] = [
      ['read', (x) => x.tolist()],
      ['computed with', (x) => x.add(1)],
      ['read in part', (x) => x.at(0).item()],
      ['changed', (x) => x.fill_(1)],
      ['copied', (x) => x.cpu()],
      ['converted', (x) => x.float().sum()],
    ];

    test.each<[string, () => Tensor]>([
      ['computed', () => torch.ones(3, { device }).exp()],
      ['zeros', () => torch.zeros(3, { device })],
      ['labels that the host knows', () => torch.tensor([1, 2, 3], { device })],
      ['a view', () => torch.ones(3, 2, { device }).t().at(0)],
    ])('%s', (_, make) => {
      torch.tidy(() => {
        kept = make();
      });
      for (const [, use] of uses) expect(() => use(kept)).toThrow('its elements are gone');
    });
  });

  test('the block of what is gone serves what is made next, whose elements are its own', () => {
    const x = torch.arange(1000, { dtype: torch.float32 }).to(device);
    const results = Array.from({ length: 30 }, (_, i) => torch.tidy(() => x.mul(2).add(i).sub(x)));
    expect(results.map((y) => y.at(10).item())).toEqual(results.map((_, i) => 10 + i));
  });
}
