import { describe, expect, test } from '@jest/globals';
import { contiguousStrides } from '../../src/core/shape.ts';
import { CpuDevice } from '../../src/device/cpu/cpu-device.ts';
import type { DeviceBuffer, Strided } from '../../src/device/device.ts';
import { type MapFormulas, wgsl } from '../../src/device/formulas.ts';
import type { Connection } from '../../src/device/gpu/connection.ts';
import { openDawn } from '../../src/device/gpu/dawn.ts';
import { findDawn } from '../../src/device/gpu/dawn-binary.ts';
import { GpuDevice } from '../../src/device/gpu/gpu-device.ts';
import { requireArithmetic } from '../../src/device/gpu/index.ts';
import type { GPUDevice, GPUUncapturedErrorEvent } from '../../src/device/gpu/web-gpu.ts';
import { torch } from '../../src/index.ts';
import { openGpu } from './open-gpu.ts';
import { runProgram } from './run-program.ts';

/*
 * What goes wrong on a GPU is said by the operation that met it: memory that is short, a device that is gone, commands that
 * WebGPU refuses. And what must not go wrong: memory in loops that never wait, and the end of the program.
 */

const gpu = openGpu();

const { float32 } = torch;

/** A tensor on a device that `torch.device` does not know. */
function vector(buffer: DeviceBuffer): Strided {
  const sizes = [buffer.length];
  return { storage: { buffer }, dtype: float32, sizes, strides: contiguousStrides(sizes), offset: 0 };
}

/** A connection whose device has memory for so many bytes of tensors, and complains as a driver does. */
function withMemory(connection: Connection, bytes: number): Connection {
  const { device } = connection;
  let taken = 0;
  let complain = (_: GPUUncapturedErrorEvent): void => {};
  const small: GPUDevice = Object.create(device, {
    addEventListener: {
      value: (_: string, listener: typeof complain) => {
        complain = listener;
      },
    },
    createBuffer: {
      value: (descriptor: { label: string; size: number; usage: number }) => {
        if (descriptor.size > 1000) taken += descriptor.size;
        if (taken > bytes) {
          taken -= descriptor.size;
          complain({ error: { message: 'Out of memory' } });
        }
        const buffer = device.createBuffer(descriptor);
        const end = buffer.destroy.bind(buffer);
        const destroy = (): void => {
          taken -= descriptor.size;
          end();
        };
        return Object.assign(buffer, { destroy });
      },
    },
    ...Object.fromEntries(
      (['limits', 'queue', 'lost'] as const).map((name) => [name, { value: device[name] }]),
    ),
    ...Object.fromEntries(
      (
        [
          'createShaderModule',
          'createBindGroupLayout',
          'createPipelineLayout',
          'createBindGroup',
          'createComputePipeline',
          'createCommandEncoder',
        ] as const
      ).map((name) => [name, { value: device[name].bind(device) }]),
    ),
  });
  return { ...connection, device: small };
}

if (gpu !== null) {
  describe('memory', () => {
    test('a tensor larger than the GPU takes in one piece', () => {
      const device = new GpuDevice(openDawn(findDawn()));
      expect(() => device.allocate(float32, 2 ** 40)).toThrow(
        /allocate: a tensor of 4\.4 TB; this GPU holds [\d.]+ GB in one tensor at most/,
      );
    });

    test('what nothing holds any more makes room; then the message says what is in use', () => {
      const device = new GpuDevice(withMemory(openDawn(findDawn()), 11_700_000));
      const held = [1, 2].map(() => device.allocate(float32, 2 ** 20));
      (() => device.allocate(float32, 3 * 2 ** 18))();
      // Another size, for which there is room only without the last.
      held.push(device.allocate(float32, 2 ** 17));
      expect(() => device.allocate(float32, 2 ** 20)).toThrow(
        'allocate: GPU out of memory: asked for 4.19 MB; in use 8.91 MB, cached 0 B',
      );
      expect(held).toHaveLength(3);
    });

    test('what makes room may have work before it that has not been handed over', () => {
      const device = new GpuDevice(withMemory(openDawn(findDawn()), 3_700_000));
      const double = { name: 'double', float: wgsl('x * 2.0', (x: number) => 2 * x) };
      const x = vector(device.upload(new Float32Array(2 ** 18).fill(3)));
      const doubled = (y: Strided): Strided => vector(device.map(double, y, float32));
      const twice = (() => doubled(doubled(x)))();
      expect(device.memoryUse().inUse).toBe(3 * 2 ** 20);
      // Of another size: the one between the two has to go.
      device.allocate(float32, 3 * 2 ** 16);
      expect(device.memoryUse()).toEqual({ inUse: 11 * 2 ** 18, cached: 0 });
      expect(device.read({ ...twice, sizes: [3] })).toEqual(Float32Array.of(12, 12, 12));
    });

    test('a loop that never waits for anything keeps within bounds', () => {
      const device = torch.device('gpu');
      const x = torch.ones(2 ** 16, { device });
      let y = x;
      let most = 0;
      for (let step = 0; step < 3000; step++) {
        y = y.mul(0.5).add(x);
        if (device instanceof GpuDevice) most = Math.max(most, device.memoryUse().inUse);
      }
      expect(y.at(7).item()).toBe(2);
      expect(most).toBeGreaterThan(0);
      expect(most).toBeLessThan(2 ** 29);
    });
  });

  test('a driver that does not compute is found out when it is opened', () => {
    class Broken extends CpuDevice {
      override map(_: MapFormulas, x: Strided): Float32Array<ArrayBuffer> {
        return new Float32Array(x.sizes[0] ?? 0);
      }
    }
    expect(() => requireArithmetic(new CpuDevice())).not.toThrow();
    expect(() => requireArithmetic(new Broken())).toThrow(
      "device 'gpu': the driver adds 1 to 0.5, -1, 2 and gives 0,0,0",
    );
  });

  test('a device that is lost says so where results are read; another can be opened', () => {
    const connection = openDawn(findDawn());
    const device = new GpuDevice(connection);
    const x = vector(device.upload(Float32Array.of(1, 2)));
    expect(device.read(x)).toEqual(Float32Array.of(1, 2));
    connection.device.destroy();
    expect(device.isLost).toBe(true);
    expect(() => device.read(x)).toThrow(
      /^read: the GPU was lost: destroyed.*\n {2}expected: .*tensors on this one are gone\n {2}hint: torch\.device\('gpu'\) opens a new one/,
    );
    expect(torch.ones(2, { device: 'gpu' }).tolist()).toEqual([1, 1]);
  });

  test('what WebGPU refuses is said by the operation that asked for it, once', () => {
    const device = new GpuDevice(openDawn(findDawn()));
    const x = vector(device.upload(Float32Array.of(1, 4)));
    const bad = { name: 'bad', float: wgsl('nonsense(x)', (x: number) => x) };
    expect(() => device.map(bad, x, float32)).toThrow(/^bad: the GPU refused: .*nonsense/);
    const good = { name: 'good', float: wgsl('x * 2.0', (x: number) => 2 * x) };
    expect(device.read(vector(device.map(good, x, float32)))).toEqual(Float32Array.of(2, 8));
  });

  describe('a program of its own', () => {
    test('ends cleanly with work under way, time after time', () => {
      const script = `let x = torch.ones(300, { device: 'gpu' });
        for (let i = 0; i < 200; i++) x = x.mul(1.01);
        console.log(x.at(0).item().toFixed(3), String(x.device));
        for (let i = 0; i < 70; i++) x = x.mul(1.01);`;
      for (let time = 0; time < 5; time++) {
        const { status, stdout, stderr } = runProgram(script);
        expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '7.316 cuda:0\n', stderr: '' });
      }
    });

    test('without a driver: which one is missing', () => {
      const { stderr } = runProgram(`torch.device('gpu');`, { VK_DRIVER_FILES: '/nowhere.json' });
      expect(stderr).toContain("RuntimeError: device 'gpu': no adapter: WebGPU finds no driver of a GPU");
      expect(stderr).toMatch(/hint: It takes .*\. Everything also runs on 'cpu'\./);
    });

    test('an adapter in software counts as none, which a warning says once', () => {
      const script = `console.log(torch.cuda.isAvailable(), torch.cuda.isAvailable());`;
      const { stdout, stderr } = runProgram(script, { GRADUS_SOFTWARE_GPU: '' });
      expect(stdout).toBe('false false\n');
      expect(stderr.match(/UserWarning: device 'gpu': the only adapter is software/g)).toHaveLength(1);
    });
  });
}
