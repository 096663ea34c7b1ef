import type { Dtype } from '../core/dtype.ts';
import type { Device } from './device.ts';
import { cpu, device } from './devices.ts';

/** null: nobody has chosen one. */
let chosen: Device | null = null;

/**
 * Chooses where factories make their tensors from now on, unless they are told: PyTorch's `torch.set_default_device`.
 * With null nobody has chosen, as at the start, and they make them on the CPU.
 *
 * It holds for `torch.tensor` and `torch.asTensor`, for `zeros`, `ones`, `full`, `empty`, `eye`, `arange`, `linspace` and
 * `logspace`, for the random factories, which draw the streams of the CPU wherever their numbers go, and for the parameters
 * and buffers of layers. `{ device }` comes before it. What is made like a tensor that there is (`zerosLike`, `newOnes`, the
 * result of an operation) lives where that does; `torch.fromNumpy` shares the memory of its array, which is the CPU's; and
 * `new torch.Tensor(…)` is PyTorch's old constructor, which does not ask.
 *
 * A dtype that the device does not have stays on the CPU: float64, where it is a GPU. PyTorch has a device whose factories
 * refuse it (MPS); here what is computed in float64 alone goes on as before, and an operation that mixes the two devices
 * complains.
 *
 * ```ts
 * torch.setDefaultDevice('cpu');
 * torch.getDefaultDevice(); // → cpu
 * torch.zeros(2).device; // → cpu
 * torch.setDefaultDevice(null);
 * ```
 *
 * @throws RuntimeError for a device that is not here, TypeError for what is no name of one; the default is then as it was.
 */
export function setDefaultDevice(place: Device | string | null): void {
  chosen = place === null ? null : device(place);
}

/** Where factories make their tensors unless they are told: PyTorch's `torch.get_default_device`. */
export function getDefaultDevice(): Device {
  return chosen ?? cpu;
}

/** Where a factory's tensor of that dtype goes that is told nothing; null where it stays where it was made. */
export function defaultDeviceFor(dtype: Dtype): Device | null {
  if (chosen === null) return null;
  return chosen.holds(dtype) ? chosen : cpu;
}
