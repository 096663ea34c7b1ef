import type { Device, DeviceBuffer } from './device.ts';

/** A block of elements. Views of one tensor hold the same storage: a write through one is seen by all. */
export class Storage {
  readonly buffer: DeviceBuffer;
  readonly device: Device;
  /** Counts the in-place operations: how autograd notices that a value it needs is gone. */
  version = 0;

  constructor(buffer: DeviceBuffer, device: Device) {
    this.buffer = buffer;
    this.device = device;
  }
}
