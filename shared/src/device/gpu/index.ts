import type { Device, Strided } from '../device.ts';
import type { MapFormulas } from '../formulas.ts';
import { float32 } from '../gpu-parts.ts';
import { masked, Unsettled, unavailable } from './complaints.ts';
import type { Connection } from './connection.ts';
import { openDawn } from './dawn.ts';
import { findDawn } from './dawn-binary.ts';
import { GpuDevice } from './gpu-device.ts';
import { mainRealm } from './main-realm.ts';
import { openInThread } from './ring/in-thread.ts';
import { threadScript } from './ring/thread-script.ts';

/**
 * Opens the GPU of this machine in Node: in this thread (direct mode), or, where Dawn does not answer within a call, or
 * GRADUS_GPU=ring, in one of its own (ring mode).
 *
 * @throws RuntimeError where there is none to be had, or none that computes.
 */
export function openGpu(): Device & { readonly isLost: boolean } {
  const { GRADUS_GPU: mode } = mainRealm().process.env;
  if (mode === 'off') throw masked();
  const binary = findDawn();
  if (mode === 'ring') return tested(openInThread(binary, threadScript()));
  try {
    return tested(openDawn(binary));
  } catch (error) {
    if (!(error instanceof Unsettled)) throw error;
    return tested(inThreadUnless(error, binary));
  }
}

/** @throws RuntimeError that direct mode met, where there can be no thread either. */
function inThreadUnless(error: Unsettled, binary: string): Connection {
  try {
    return openInThread(binary, threadScript());
  } catch {
    throw error;
  }
}

function tested(connection: Connection): GpuDevice {
  const device = new GpuDevice(connection);
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
