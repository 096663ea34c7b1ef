import { ArgumentError, AssertionError, describe, RuntimeError } from '../core/errors.ts';

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

  /** What Python's `repr` gives, which is how a device prints inside a list: `device(type='cpu')`. */
  repr(): string {
    return `device(type='${this.type}')`;
  }

  [inspect](): string {
    return this.toString();
  }
}

export const cpu = new Device('cpu');

/** The device of that name. @throws AssertionError where it is CUDA's, RuntimeError for any other that is not here. */
export function device(name: string | Device): Device {
  if (name instanceof Device) return name;
  if (typeof name !== 'string')
    throw new ArgumentError({ who: 'device', seen: describe(name), expected: "'cpu'" });
  if (name === 'cpu') return cpu;
  const seen = `no device '${name}' here`;
  if (/^cuda(:\d+)?$/.test(name)) {
    throw new AssertionError({
      who: 'device',
      seen: `${seen}: Torch not compiled with CUDA enabled`,
      expected: "'cpu'",
    });
  }
  throw new RuntimeError({ who: 'device', seen, expected: "'cpu'" });
}
