import { ArgumentError, AssertionError, describe, RuntimeError, TorchError } from '../core/errors.ts';
import { CpuDevice } from './cpu/cpu-device.ts';
import { Device } from './device.ts';
import { gpu } from './gpus.ts';

/** Where tensors live unless another device is asked for. */
export const cpu: Device = new CpuDevice();

/**
 * The device of that name: 'cpu', or 'gpu' and, in PyTorch's spelling, 'cuda', which are one.
 *
 * @throws AssertionError where it is CUDA's and there is no GPU, RuntimeError for any other that is not here.
 */
export function device(name: string | Device): Device {
  if (name instanceof Device) return name;
  const expected = "'cpu' or 'gpu'";
  if (typeof name !== 'string') throw new ArgumentError({ who: 'device', seen: describe(name), expected });
  if (name === 'cpu') return cpu;
  if (name === 'gpu') return gpu();
  const seen = `no device '${name}' here`;
  if (name === 'cuda' || name === 'cuda:0') {
    try {
      return gpu();
    } catch (error) {
      if (!(error instanceof TorchError)) throw error;
      throw new AssertionError({
        who: 'device',
        seen: `${seen}: Torch not compiled with CUDA enabled`,
        expected: "'cpu'",
        hint: `${error.complaint.who} ${error.complaint.seen}`,
      });
    }
  }
  throw new RuntimeError({ who: 'device', seen, expected });
}
