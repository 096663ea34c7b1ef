import { setTimeout } from 'node:timers/promises';
import { runInThisContext } from 'node:vm';
import { expect, test } from '@jest/globals';
import { contiguousStrides } from '../../src/core/shape.ts';
import type { DeviceBuffer, Strided } from '../../src/device/device.ts';
import { Callbacks } from '../../src/device/gpu/callbacks.ts';
import { directConnection } from '../../src/device/gpu/dawn.ts';
import { GpuDevice } from '../../src/device/gpu/gpu-device.ts';
import type { GPUBuffer } from '../../src/device/gpu/web-gpu.ts';
import { torch } from '../../src/index.ts';
import { fakeGpu } from './ring/fake-gpu.ts';

/*
 * Direct mode and devices that do not answer: a GPU that is not one, which is waited for within a call, as Dawn is in Node.
 */

const main: { setImmediate(callback: () => void): void } = runInThisContext('globalThis');

/** That a device is lost is told by an object of a class. */
class LostInfo {
  readonly reason = 'unknown';
  readonly message = 'destroyed';
}

/** A device that has a buffer mapped as `map` does. */
async function deviceThat(map: (buffer: { mapState: GPUBuffer['mapState'] }) => void, deadlineMs?: number) {
  const adapter = await fakeGpu('works')?.requestAdapter();
  const device = await adapter?.requestDevice({ requiredLimits: {} });
  if (device === undefined) throw new Error('it works');
  const createBuffer = device.createBuffer.bind(device);
  let isDestroyed = false;
  void device.lost.then(() => {
    isDestroyed = true;
  });
  Object.assign(device, {
    lost: device.lost.then(() => new LostInfo()),
    createBuffer: (descriptor: Parameters<typeof createBuffer>[0]) => {
      const buffer = createBuffer(descriptor);
      const mapAsync = (): Promise<void> => {
        const mapState: GPUBuffer['mapState'] = isDestroyed ? 'unmapped' : 'pending';
        const changed = Object.assign(buffer, { mapState });
        if (!isDestroyed) map(changed);
        return new Promise(() => {});
      };
      return Object.assign(buffer, { mapAsync });
    },
  });
  const connection = directConnection(device, new Callbacks(deadlineMs), LostInfo);
  return new GpuDevice({ ...connection, name: 'fake', isSoftware: false });
}

/** So many elements that the host does not remember them. */
const elements = Float32Array.from({ length: 2000 }, (_, i) => i / 2);

function uploaded(device: GpuDevice): Strided {
  const buffer: DeviceBuffer = device.upload(elements.slice());
  const sizes = [elements.length];
  return {
    storage: { buffer },
    dtype: torch.float32,
    sizes,
    strides: contiguousStrides(sizes),
    offset: 0,
  };
}

test('a device that takes several looks is waited for', async () => {
  const device = await deviceThat((buffer) => {
    let looks = 0;
    const look = (): void => {
      if (++looks === 1000) buffer.mapState = 'mapped';
      else main.setImmediate(look);
    };
    main.setImmediate(look);
  });
  const own = main.setImmediate;
  expect(device.read(uploaded(device))).toEqual(elements);
  expect(main.setImmediate).toBe(own);
});

test('a device that is silent for too long is given up, and gone for what comes later', async () => {
  const device = await deviceThat(() => {
    const look = (): void => main.setImmediate(look);
    main.setImmediate(look);
  }, 30);
  const x = uploaded(device);
  expect(() => device.read(x)).toThrow(
    "device 'gpu': no answer for 0.03 s\n" +
      '  expected: the results of what it was asked to compute\n' +
      "  hint: less work in one operation? Everything also runs on 'cpu'.",
  );
  await setTimeout();
  expect(device.isLost).toBe(true);
  expect(() => device.read(x)).toThrow(/^read: the GPU was lost: unknown destroyed\n/);
});

test('a device that answers to the event loop alone is not waited for', async () => {
  const device = await deviceThat((buffer) => {
    void setTimeout().then(() => {
      buffer.mapState = 'mapped';
    });
  });
  expect(() => device.read(uploaded(device))).toThrow(
    /^device 'gpu': the package "webgpu" answers to the event loop alone/,
  );
});
