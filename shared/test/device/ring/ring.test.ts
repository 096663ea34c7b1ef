import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, test } from '@jest/globals';
import { buildSync } from 'esbuild';
import { contiguousStrides } from '../../../src/core/shape.ts';
import type { Device, DeviceBuffer, Strided } from '../../../src/device/device.ts';
import type { GpuDevice } from '../../../src/device/gpu/gpu-device.ts';
import { connect } from '../../../src/device/gpu/ring/index.ts';
import { RemoteDevice } from '../../../src/device/gpu/ring/remote-device.ts';
import { RING_BYTES, Ring } from '../../../src/device/gpu/ring/ring.ts';
import { startGpu } from '../../../src/device/gpu/ring/start-gpu.ts';
import { MAP_READ, USAGE } from '../../../src/device/gpu/web-gpu.ts';
import { torch } from '../../../src/index.ts';
import type { FakeKind } from './fake-gpu.ts';

/*
 * The ring between what computes and the worker that has the GPU: here a thread of Node with a GPU that is not one. A real
 * one, in a browser, is for browser.slow.test.ts.
 */

const source = join(__dirname, '../../../src/device/gpu/ring');
const [script] = buildSync({
  stdin: {
    contents: `import { workerData } from 'node:worker_threads';
import { ownGpu } from ${JSON.stringify(join(source, 'owner.ts'))};
import { fakeGpu } from ${JSON.stringify(join(__dirname, 'fake-gpu.ts'))};
// What is waited for by Atomics.waitAsync keeps no thread of Node alive.
const alive = setInterval(() => {}, 1000);
ownGpu(workerData.memory, fakeGpu(workerData.kind)).then(() => clearInterval(alive));`,
    resolveDir: __dirname,
  },
  bundle: true,
  platform: 'node',
  write: false,
}).outputFiles;

const rings: Ring[] = [];
const ends: Promise<void>[] = [];

/** The memory of a ring with an owner at its far end. */
function started(kind: FakeKind = 'works'): SharedArrayBuffer {
  const memory = new SharedArrayBuffer(RING_BYTES);
  const worker = new Worker(script?.text ?? '', { eval: true, workerData: { memory, kind } });
  rings.push(new Ring(memory));
  ends.push(new Promise((resolve) => worker.once('exit', () => resolve())));
  return memory;
}

afterEach(async () => {
  for (const ring of rings.splice(0)) ring.close('lost', 'the end of the test');
  // Every owner ends by itself: it is told to by the ring.
  await Promise.all(ends.splice(0));
});

function vector(buffer: DeviceBuffer): Strided {
  const sizes = [buffer.length];
  const layout = { sizes, strides: contiguousStrides(sizes), offset: 0 };
  return { storage: { buffer }, dtype: torch.float32, ...layout };
}

/** Fewer are remembered by the host, which then asks nothing of the device. */
const many = Float32Array.from({ length: 1500 }, (_, i) => i / 8 - 9);

function roundTrip(device: Device, elements: Float32Array): unknown {
  return device.read(vector(device.upload(elements.slice())));
}

describe('elements', () => {
  test('come back as they went, at once', async () => {
    const device = await connect(started(), {});
    expect(String(device)).toBe('cuda:0');
    for (const elements of [
      many,
      many.map(() => Number.NaN),
      many.map(() => -0),
      many.map((x) => x * 2 ** 100),
    ]) {
      expect(roundTrip(device, elements)).toEqual(elements);
    }
  });

  test('some of them, from where they begin', async () => {
    const device = await connect(started(), {});
    const x = vector(device.upload(many.slice()));
    expect(device.read({ ...x, sizes: [2, 3], strides: [3, 1], offset: 1201 })).toEqual(
      many.slice(1201, 1207),
    );
  });

  test('more of them than fit into the ring at once, time after time', async () => {
    const device = await connect(started(), {});
    const elements = Float32Array.from({ length: 2 ** 21 + 5 }, (_, i) => i % 65_537);
    for (let time = 0; time < 3; time++) {
      elements[7] = time;
      expect(
        Buffer.compare(
          Buffer.from((roundTrip(device, elements) as Float32Array).buffer),
          Buffer.from(elements.buffer),
        ),
      ).toBe(0);
    }
  });

  test('what a tidy frees serves the next, without a return to the event loop', async () => {
    const device = (await connect(started(), {})) as GpuDevice;
    const uses = Array.from({ length: 5 }, () => {
      torch.tidy(() => roundTrip(device, new Float32Array(2 ** 18)));
      return device.memoryUse();
    });
    expect(uses).toEqual(uses.map(() => ({ inUse: 0, cached: 2 ** 20 })));
  });
});

async function opened(memory: SharedArrayBuffer): Promise<RemoteDevice> {
  const ring = new Ring(memory);
  const facts = await ring.opened();
  expect(facts?.name).toBe('fake of a test');
  if (facts === null) throw new Error('no GPU');
  return new RemoteDevice(ring, facts.limits);
}

test('dispatches, copies and writes are done in order', async () => {
  const device = await opened(started());
  expect(device.limits).toEqual({ maxBufferSize: 2 ** 28, maxStorageBufferBindingSize: 2 ** 27 });
  const [x, y, result] = ['x', 'y', 'result'].map((label) =>
    device.createBuffer({ label, size: 16, usage: USAGE.storage }),
  );
  if (x === undefined || y === undefined || result === undefined) throw new Error('three were made');
  const layout = device.createBindGroupLayout({ entries: [] });
  const pipeline = device.createComputePipeline({
    label: 'double',
    layout: device.createPipelineLayout({ bindGroupLayouts: [layout] }),
    compute: { module: device.createShaderModule({ label: 'double', code: 'double' }), entryPoint: 'main' },
  });
  const group = device.createBindGroup({
    label: 'double',
    layout,
    entries: [x, y, x].map((buffer, binding) => ({ binding, resource: { buffer } })),
  });
  device.queue.writeBuffer(x, 0, Float32Array.of(1, 2, 3, 4));
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  pass.setPipeline(pipeline);
  for (const element of [0, 1, 3]) {
    pass.setBindGroup(0, group, [256 * element]);
    pass.dispatchWorkgroups(1);
  }
  pass.end();
  encoder.copyBufferToBuffer(y, 0, result, 0, 16);
  encoder.clearBuffer(result, 4, 4);
  device.queue.submit([encoder.finish()]);
  // A write that comes later is not seen by what was submitted.
  device.queue.writeBuffer(x, 0, Float32Array.of(9, 9, 9, 9).buffer, 0, 16);
  void result.mapAsync(MAP_READ, 0, 16);
  expect(result.mapState).toBe('mapped');
  expect(new Float32Array(result.getMappedRange(0, 16))).toEqual(Float32Array.of(2, 0, 0, 8));
  result.unmap();
  expect(result.mapState).toBe('unmapped');
});

describe('what goes wrong', () => {
  test('a tensor for which there is no memory is complained of where it is made', async () => {
    const device = await connect(started(), {});
    expect(() => device.allocate(torch.float32, 2 ** 24)).toThrow(
      'allocate: GPU out of memory: asked for 67.1 MB; in use 0 B, cached 0 B',
    );
    expect(roundTrip(device, many)).toEqual(many);
  });

  describe('what is refused is told by the next reading, with the operation that asked for it, once', () => {
    /** A device, the refusals that it tells, and whether a buffer of it can be read. */
    async function watched() {
      const device = await opened(started());
      const messages: string[] = [];
      device.addEventListener('uncapturederror', ({ error }) => messages.push(error.message));
      const buffer = device.createBuffer({ label: 'read', size: 16, usage: USAGE.mapRead });
      const read = (): boolean => {
        buffer.mapAsync(MAP_READ, 0, 16).catch(() => {});
        const isMapped = buffer.mapState === 'mapped';
        buffer.unmap();
        return isMapped;
      };
      return { device, messages, read };
    }

    test('a shader, the first of several', async () => {
      const { device, messages, read } = await watched();
      for (const label of ['bad', 'worse']) device.createShaderModule({ label, code: 'nonsense' });
      // What was to be read is not there, so nothing is given.
      for (const isMapped of [false, true]) {
        expect(read()).toBe(isMapped);
        expect(messages).toEqual(["in bad: unresolved value 'nonsense'\nat line 1"]);
      }
    });

    test('a small buffer for which there is no memory', async () => {
      const { device, messages, read } = await watched();
      device.createBuffer({ label: 'greedy', size: 64, usage: USAGE.storage });
      expect(read()).toBe(false);
      expect(messages).toEqual(['in greedy: Out of memory']);
    });

    test('one dispatch of a batch, of which WebGPU refuses the whole', async () => {
      const { device, messages, read } = await watched();
      const layout = device.createBindGroupLayout({ entries: [] });
      const buffer = device.createBuffer({ label: 'x', size: 16, usage: USAGE.storage });
      const entries = [0, 1, 2].map((binding) => ({ binding, resource: { buffer } }));
      const group = device.createBindGroup({ label: 'x', layout, entries });
      const encoder = device.createCommandEncoder();
      const pass = encoder.beginComputePass();
      for (const [label, width] of [
        ['slim', 1],
        ['wide', 70_000],
        ['wider', 80_000],
      ] as const) {
        const module = device.createShaderModule({ label, code: 'double' });
        const compute = { module, entryPoint: 'main' };
        pass.setPipeline(device.createComputePipeline({ label, layout, compute }));
        pass.setBindGroup(0, group, [0]);
        pass.dispatchWorkgroups(width);
      }
      pass.end();
      device.queue.submit([encoder.finish()]);
      expect([read(), read()]).toEqual([false, true]);
      expect(messages).toEqual(['in wide: 80000 workgroups are too many']);
    });

    test('it does not pass for short memory where a large buffer is made meanwhile', async () => {
      const { device, messages, read } = await watched();
      device.createShaderModule({ label: 'bad', code: 'nonsense' });
      device.createBuffer({ label: 'large', size: 2 ** 21, usage: USAGE.storage });
      expect(messages).toEqual([]);
      expect(read()).toBe(false);
      expect(messages).toHaveLength(1);
    });
  });

  test.each([
    ['lose', 'read: the GPU was lost: unknown the cable was pulled'],
    ['die', 'read: the GPU was lost: its worker has died: out of its mind'],
  ])('a device that is gone is told by what is read: %s', async (code, message) => {
    const memory = started();
    const device = await connect(memory, {});
    // So many that they are not remembered here: reading them asks the device.
    const x = vector(device.upload(new Float32Array(2000)));
    expect(device.isLost).toBe(false);
    new Ring(memory).send({ do: 'createShaderModule', id: 1000, label: code, code });
    expect(() => device.read(x)).toThrow(message);
    expect(device.isLost).toBe(true);
    // And no longer waited for.
    expect(() => device.read(x)).toThrow(message);
  });

  test('nobody at the far end: silence is the end of it, for both sides', async () => {
    const memory = new SharedArrayBuffer(RING_BYTES);
    const ring = new Ring(memory, 30);
    expect(await ring.opened()).toBeNull();
    const ending = { why: 'died', message: 'its worker has not answered for 0.03 s' };
    expect(ring.ending()).toEqual(ending);

    const second = new SharedArrayBuffer(RING_BYTES);
    const silent = new Ring(second, 30);
    new Ring(second).open({
      name: '',
      isSoftware: false,
      limits: { maxBufferSize: 1, maxStorageBufferBindingSize: 1 },
    });
    expect(silent.ask({ do: 'map', id: 0, bytes: 4 })).toBeNull();
    expect(new Ring(second).ending()).toEqual(ending);
    // A full queue would block; one that is closed takes everything.
    for (let i = 0; i < 9; i++) silent.send({ do: 'writeBuffer', id: 0, offset: 0 }, new Uint8Array(2 ** 20));
  });

  test('a queue that nobody empties is waited for, and then given up', () => {
    const ring = new Ring(new SharedArrayBuffer(RING_BYTES), 30);
    for (let i = 0; i < 3; i++) ring.send({ do: 'writeBuffer', id: 0, offset: 0 }, new Uint8Array(2 ** 20));
    expect(ring.isClosed).toBe(false);
    ring.send({ do: 'writeBuffer', id: 0, offset: 0 }, new Uint8Array(2 ** 20));
    expect(ring.ending()?.message).toContain('has not answered');
  });

  test.each<[FakeKind, string]>([
    ['no WebGPU', "device 'gpu': this browser has no WebGPU (navigator.gpu)\n  hint: A newer browser"],
    ['no adapter', "device 'gpu': no adapter: the browser finds no GPU that it may use\n  hint: Is hardware"],
    ['refuses', "device 'gpu': the browser refused to open fake of a test: not today"],
    [
      'in software',
      'software (fake of a test), slower than the CPU device\n  hint: torch.cuda.connect(memory, { software: true })',
    ],
  ])('no GPU to be had: %s', async (kind, message) => {
    await expect(connect(started(kind), {})).rejects.toThrow(message);
  });

  test('an adapter in software for those who want it', async () => {
    const device = await connect(started('in software'), { software: true });
    expect(roundTrip(device, many)).toEqual(many);
  });

  test('a page that has no memory to share is told which headers it takes', async () => {
    const { SharedArrayBuffer: own } = globalThis;
    Reflect.deleteProperty(globalThis, 'SharedArrayBuffer');
    try {
      const seen = 'this page may not share memory with its workers: it has no SharedArrayBuffer';
      expect(() => startGpu('gpu-worker.js')).toThrow(
        `startGpu: ${seen}\n  expected: a page from https or localhost, served with the headers Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp\n  hint: Without them everything runs on 'cpu'.`,
      );
      // And where a page sends its worker something else.
      await expect(connect(undefined, {})).rejects.toThrow('Cross-Origin-Opener-Policy: same-origin');
    } finally {
      Object.assign(globalThis, { SharedArrayBuffer: own });
    }
  });

  test('memory serves once', async () => {
    const memory = started();
    await connect(memory, {});
    await expect(connect(memory, {})).rejects.toThrow(
      'cuda.connect: memory that a GPU is connected by already',
    );
  });

  test.each([
    [undefined, 'cuda.connect: undefined\n  expected: the SharedArrayBuffer that startGpu()'],
    [new ArrayBuffer(8), 'cuda.connect: an object of class ArrayBuffer'],
    [new SharedArrayBuffer(8), 'cuda.connect: a SharedArrayBuffer of 8 bytes'],
  ])('no memory to share: %p', async (memory, message) => {
    await expect(connect(memory, {})).rejects.toThrow(message);
    await expect(connect(memory, {})).rejects.toThrow('Cross-Origin-Opener-Policy: same-origin');
  });
});
