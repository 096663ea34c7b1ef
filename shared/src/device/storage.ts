import type { TypedArray } from '../core/dtype.ts';
import { cpu, type Device } from './device.ts';

/** A block of elements. Views of one tensor hold the same storage: a write through one is seen by all. */
export class Storage {
  readonly data: TypedArray;
  readonly device: Device;

  constructor(data: TypedArray, device: Device = cpu) {
    this.data = data;
    this.device = device;
  }
}
