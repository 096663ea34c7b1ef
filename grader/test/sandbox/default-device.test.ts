import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import {
  bareIsolation,
  type LaunchedHost,
  launchHost,
  makeStage,
  stageGpu,
} from '../../src/sandbox/index.ts';
import type { DefaultDevice, Isolation, TensorValue } from '../../src/sandbox/types.ts';
import { BUILT_TORCH, LIMITS, PATHS } from './sandbox.ts';

/*
 * A host whose tensors live on a GPU unless the code says otherwise. Code of the CPU's device under another name stands
 * for that of the GPU's.
 */

const tempRoot = mkdtempSync(join(tmpdir(), 'gradus-device-test-'));
const hosts: LaunchedHost[] = [];
afterAll(async () => {
  await Promise.all(hosts.map((host) => host.close()));
  rmSync(tempRoot, { recursive: true, force: true });
});

const GPU = `module.exports = ({ CpuDevice, float64 }) => {
  class Gpu extends CpuDevice {
    isLost = false;
    toString() { return 'cuda:0'; }
    holds(dtype) { return dtype !== float64; }
  }
  return { openGpu: () => new Gpu() };
};`;

const SUBMISSION = `import { torch } from '#torch';
const early = torch.zeros(1);
export const places = (x) => [x, early, torch.ones(2), torch.ones(2, { device: 'cpu' })].map((x) => String(x.device));
export const doubled = (x) => x.mul(2);
export const variable = (name) => process.env[name];`;

interface Setting {
  readonly device?: DefaultDevice;
  readonly gpu?: string;
  readonly isolation?: Isolation;
}

async function launch({ device, gpu, isolation = bareIsolation() }: Setting): Promise<LaunchedHost> {
  const files = new Map([['softmax.js', SUBMISSION]]);
  const forbids = { names: [], because: '' };
  const stage = await makeStage({ tempRoot, torch: BUILT_TORCH, files, entry: 'softmax.js', forbids });
  if (gpu !== undefined) {
    const path = join(tempRoot, 'gpu.cjs');
    writeFileSync(path, gpu);
    await stageGpu(stage, path);
  }
  const host = await launchHost(stage, { isolation, limits: LIMITS, paths: PATHS, device });
  hosts.push(host);
  return host;
}

const tensor = (data: Float32Array | Float64Array, dtype: 'float32' | 'float64'): TensorValue => ({
  kind: 'tensor',
  dtype,
  shape: [data.length],
  data,
});
const single = tensor(Float32Array.of(1, 2.5), 'float32');
const double = tensor(Float64Array.of(1, 2.5), 'float64');

describe('a host with a default device', () => {
  test('arguments and what factories make live there, float64 does not, and results come back', async () => {
    const host = await launch({ device: 'gpu', gpu: GPU });
    expect((await host.call('places', [single])).value).toEqual(['cuda:0', 'cuda:0', 'cuda:0', 'cpu']);
    expect((await host.call('places', [double])).value).toEqual(['cpu', 'cuda:0', 'cuda:0', 'cpu']);
    const { value, argumentsUnchanged } = await host.call('doubled', [single]);
    expect(value).toEqual(tensor(Float32Array.of(2, 5), 'float32'));
    expect(argumentsUnchanged).toEqual([true]);
  });

  test('it finds the driver by the environment, and the package from where the command was started', async () => {
    process.env.GRADUS_TEST_DRIVER = 'a place';
    const host = await launch({ device: 'gpu', gpu: GPU });
    delete process.env.GRADUS_TEST_DRIVER;
    expect((await host.call('variable', ['GRADUS_TEST_DRIVER'])).value).toBe('a place');
    const webgpu = process.env.GRADUS_WEBGPU ?? process.cwd();
    expect((await host.call('variable', ['GRADUS_WEBGPU'])).value).toBe(webgpu);
  });

  test('every other host stays on the CPU, and has no environment', async () => {
    const host = await launch({ gpu: GPU });
    expect((await host.call('places', [single])).value).toEqual(['cpu', 'cpu', 'cpu', 'cpu']);
    expect((await host.call('variable', ['PATH'])).value).toBeUndefined();
  });

  test.each<[string, Setting, RegExp]>([
    [
      'where its stage has no GPU',
      { device: 'gpu' },
      /did not start: device 'gpu': its code cannot be loaded here/,
    ],
    [
      'in any sandbox',
      { device: 'gpu', gpu: GPU, isolation: { level: 1, layers: [], missing: [] } },
      /a host at level 1 has no 'gpu': only our own code at level 0 has one/,
    ],
  ])('it does not start %s', async (_, setting, message) => {
    await expect(launch(setting)).rejects.toThrow(message);
  });
});
