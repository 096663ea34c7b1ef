import { RuntimeError } from '../../core/errors.ts';
import type { Device } from '../../device/device.ts';
import { cpu } from '../../device/devices.ts';
import { elementsOf } from '../../tensor/elements.ts';
import { Tensor } from '../../tensor/tensor.ts';
import type { Operand } from './operand.ts';

/*
 * On which device an operation runs: on that of its operands. This is the one place that compares devices.
 */

/** The device of two element-wise operands. Numbers have none, and 0-d tensors of the CPU go anywhere. */
export function deviceOf(who: string, a: Operand, b: Operand): Device {
  const deviceA = a instanceof Tensor ? a.storage.device : null;
  const deviceB = b instanceof Tensor ? b.storage.device : null;
  if (deviceA === deviceB || deviceB === null) return deviceA ?? cpu;
  return deviceA === null ? deviceB : deviceOfAll(who, [a, b]);
}

/** The device of any number of element-wise operands. @throws RuntimeError where they live on two. */
export function deviceOfAll(who: string, operands: readonly Operand[]): Device {
  let device: Device | null = null;
  for (const x of operands) {
    if (!(x instanceof Tensor) || x.storage.device === device) continue;
    if (device !== null) return deviceOfSeveral(who, operands);
    device = x.storage.device;
  }
  return device ?? cpu;
}

function deviceOfSeveral(who: string, operands: readonly Operand[]): Device {
  const tensors = operands.filter((x) => x instanceof Tensor);
  return sameDevice(
    who,
    tensors.some((x) => x.device !== cpu) ? tensors.filter((x) => !goesAnywhere(x)) : tensors,
  );
}

/** The device of tensors that must live on one. @throws RuntimeError where they live on two. */
export function sameDevice(who: string, tensors: readonly (Tensor | null)[]): Device {
  const first = tensors.find((x) => x !== null)?.storage.device ?? cpu;
  if (areOn(first, tensors)) return first;
  const present = tensors.filter((x) => x !== null);
  const common = present.find((x) => x.device !== cpu)?.device ?? cpu;
  const others = present.filter((x) => x.device !== common);
  const homeless = others.find((x) => !common.holds(x.dtype));
  throw new RuntimeError({
    who,
    seen: `Expected all tensors to be on the same device, but found at least two devices, ${common} and ${others[0]?.device}!`,
    hint:
      homeless === undefined
        ? `move them first: x.to('${common}')`
        : `there is no ${homeless.dtype} on ${common}: move x.float(), or all the others to '${homeless.device}'`,
  });
}

/** Whether all tensors live on this device. */
export function areOn(device: Device, tensors: readonly (Tensor | null)[]): boolean {
  for (let i = 0; i < tensors.length; i++) {
    const x = tensors[i] ?? null;
    if (x !== null && x.storage.device !== device) return false;
  }
  return true;
}

function goesAnywhere(x: Tensor): boolean {
  return x.device === cpu && x.ndim === 0;
}

/** The operand as an operation on `device` takes it: what lives elsewhere is a 0-d tensor, and goes as a number. */
export function operandOn(x: Operand, device: Device): Operand {
  if (!(x instanceof Tensor) || x.storage.device === device) return x;
  return elementsOf(x)[0] as number | bigint;
}
