import type { Device } from '../device.ts';
import { openDawn } from './dawn.ts';
import { GpuDevice } from './gpu-device.ts';

/** Opens the GPU of this machine. @throws RuntimeError where there is none to be had. */
export function openGpu(): Device & { readonly isLost: boolean } {
  return new GpuDevice(openDawn());
}
