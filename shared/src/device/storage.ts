import type { Device, DeviceBuffer } from './device.ts';

let maker = 0;

/** Gives the storages that are made from now on a number that none has had before. */
export function nextMaker(): number {
  return ++maker;
}

/** A block of elements. Views of one tensor hold the same storage: a write through one is seen by all. */
export class Storage {
  readonly buffer: DeviceBuffer;
  readonly device: Device;
  /** Counts the in-place operations: how autograd notices that a value it needs is gone. */
  version = 0;
  /** @internal The call that made it, by its number, or who alone has it now: tells autograd which gradients need no copy. */
  holder = maker;

  constructor(buffer: DeviceBuffer, device: Device) {
    this.buffer = buffer;
    this.device = device;
  }
}
