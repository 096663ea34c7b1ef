import { ArgumentError, AssertionError, describe, RuntimeError } from '../core/errors.ts';
import { CpuDevice } from './cpu/cpu-device.ts';
import { Device } from './device.ts';

/** Where tensors live unless another device is asked for. */
export const cpu: Device = new CpuDevice();

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
