import { describe, expect, test } from '@jest/globals';
import type { GpuDevice } from '../../src/device/gpu/gpu-device.ts';
import { type Device, F, nn, optim, type Tensor, torch } from '../../src/index.ts';
import { openGpu } from './open-gpu.ts';

/*
 * Training on a GPU: the host says what is to be done and does not wait for it, but to read a loss. And the course of a
 * training is that of the CPU, for nets that differ from it in the device alone.
 */

const gpu = openGpu();

const mlp = (): nn.Module =>
  new nn.Sequential(new nn.Linear(64, 32), new nn.ReLU(), new nn.Dropout(0.1), new nn.Linear(32, 10));

const convolutional = (): nn.Module =>
  new nn.Sequential(
    new nn.Unflatten(1, [1, 8, 8]),
    new nn.Conv2d(1, 4, 3, { padding: 1 }),
    new nn.BatchNorm2d(4),
    new nn.ReLU(),
    new nn.MaxPool2d(2),
    new nn.Flatten(),
    new nn.LayerNorm(64),
    new nn.Linear(64, 10),
  );

type Make = (params: Iterable<Tensor>) => optim.Optimizer;

/** Trains on rows of ten classes; gives the losses, and how often the host waited. */
function train(device: Device, make: () => nn.Module, optimizerOf: Make, waits: () => number) {
  torch.manualSeed(12);
  const net = make();
  const centres = torch.randn(10, 64);
  const classes = torch.arange(200).remainder(10);
  const rows = centres.at(classes).add(torch.randn(200, 64));
  net.to(device);
  const optimizer = optimizerOf(net.parameters());
  const losses: number[] = [];
  let waited = 0;
  for (let step = 0; step < 12; step++) {
    const first = (step % 4) * 50;
    const batch = [rows, classes].map((all) => all.at(`${first}:${first + 50}`).to(device));
    const before = waits();
    // Labels may be chosen and converted there.
    const labels = (batch[1] as Tensor).int().at(torch.arange(50).to(device)).long();
    optimizer.zeroGrad();
    const loss = F.crossEntropy(net.call(batch[0] as Tensor), labels);
    loss.backward();
    optimizer.step();
    waited += waits() - before;
    losses.push(loss.item() as number);
  }
  return { losses, waited };
}

if (gpu !== null) {
  const device = gpu as GpuDevice;

  describe('a training step waits for nothing, and does what it does on the CPU', () => {
    test.each<[string, () => nn.Module, Make]>([
      ['an MLP with Adam', mlp, (params) => new optim.Adam(params, { lr: 0.01 })],
      ['an MLP with SGD', mlp, (params) => new optim.SGD(params, { lr: 0.1, momentum: 0.9 })],
      ['a convolutional net with AdamW', convolutional, (params) => new optim.AdamW(params, { lr: 0.01 })],
    ])('%s', (_, make, optimizerOf) => {
      const before = device.timesRead;
      const there = train(device, make, optimizerOf, () => device.timesRead);
      expect(there.waited).toBe(0);
      // The losses themselves.
      expect(device.timesRead - before).toBe(there.losses.length);
      const here = train(torch.device('cpu'), make, optimizerOf, () => 0);
      expect(there.losses.map((loss, i) => Math.abs(loss - (here.losses[i] as number)) < 2e-3)).toEqual(
        here.losses.map(() => true),
      );
      expect(there.losses.at(-1)).toBeLessThan(0.7 * (there.losses[0] as number));
    });
  });
}
