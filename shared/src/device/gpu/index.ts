import type { Device, Strided } from '../device.ts';
import type { MapFormulas } from '../formulas.ts';
import { float32 } from '../gpu-parts.ts';
import { unavailable } from './complaints.ts';
import { openDawn } from './dawn.ts';
import { GpuDevice } from './gpu-device.ts';

/** Opens the GPU of this machine. @throws RuntimeError where there is none to be had, or none that computes. */
export function openGpu(): Device & { readonly isLost: boolean } {
  const device = new GpuDevice(openDawn());
  requireArithmetic(device);
  return device;
}

const successor: MapFormulas = {
  name: 'successor',
  float: Object.assign((x: number) => x + 1, { wgsl: { code: 'x + 1.0', constants: [] } }),
};

/**
 * One addition, there and back. A driver that is broken had better show it here than in a student's loss.
 *
 * @throws RuntimeError where something else comes back.
 */
export function requireArithmetic(device: Device): void {
  const given = Float32Array.of(0.5, -1, 2);
  const vector = (buffer: Strided['storage']['buffer']): Strided => ({
    storage: { buffer },
    dtype: float32,
    sizes: [given.length],
    strides: [1],
    offset: 0,
  });
  const sums = device.read(vector(device.map(successor, vector(device.upload(given)), float32)));
  if (String(sums) === '1.5,0,3') return;
  throw unavailable(`the driver adds 1 to 0.5, -1, 2 and gives ${sums}`, 'Is it up to date?');
}
