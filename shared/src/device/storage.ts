import type { TypedArray } from '../core/dtype.ts';
import { cpu, type Device } from './device.ts';

/** A block of elements. Views of one tensor hold the same storage: a write through one is seen by all. */
export class Storage {
  readonly data: TypedArray;
  readonly device: Device;
  /** Counts the in-place operations: how autograd notices that a value it needs is gone. */
  version = 0;

  constructor(data: TypedArray, device: Device = cpu) {
    this.data = data;
    this.device = device;
  }
}
