import { ArgumentError, describe, RuntimeError } from '../core/errors.ts';

const inspect = Symbol.for('nodejs.util.inspect.custom');

/**
 * Where a tensor's elements live. `String(device)` is PyTorch's `str`, `cpu`.
 *
 * ```ts
 * torch.zeros(2).device; // → cpu
 * ```
 */
export class Device {
  readonly type: 'cpu';

  constructor(type: 'cpu') {
    this.type = type;
  }

  toString(): string {
    return this.type;
  }

  [inspect](): string {
    return this.toString();
  }
}

export const cpu = new Device('cpu');

/** The device of that name. @throws RuntimeError for a device that this build does not have. */
export function device(name: string | Device): Device {
  if (name instanceof Device) return name;
  if (typeof name !== 'string')
    throw new ArgumentError({ who: 'device', seen: describe(name), expected: "'cpu'" });
  if (name === 'cpu') return cpu;
  throw new RuntimeError({ who: 'device', seen: `no device '${name}' here`, expected: "'cpu'" });
}
