import { float32 } from '../../src/core/dtype.ts';
import { CpuDevice } from '../../src/device/cpu/cpu-device.ts';
import type { KernelInputs, KernelOutputs, Strided } from '../../src/device/device.ts';
import { GpuDevice } from '../../src/device/gpu/gpu-device.ts';
import type { InputArrays, Kernel, OutputArrays } from '../../src/device/kernel.ts';
import { torch } from '../../src/index.ts';

/** The functions of a device that compute, and which argument is the dtype that they compute in. */
const computing = { map: 2, zip: 4, zipThree: 5, compare: 4, reduce: 3, mapLanes: 4 } as const;

/** The names of what GPU devices have the CPU compute from now on in float32, and of the kernels that it runs for them. */
export function watchHost(): ReadonlySet<string> {
  const seen = new Set<string>();
  const cpu = torch.device('cpu');
  for (const [name, at] of Object.entries(computing)) {
    const own: unknown = Reflect.get(CpuDevice.prototype, name);
    const watched = function (this: CpuDevice, ...args: readonly unknown[]): unknown {
      // The device that a GPU has for itself is another than the one that tensors live on.
      if (this !== cpu && args[at] === float32) seen.add((args[0] as { readonly name: string }).name);
      return Reflect.apply(own as () => unknown, this, args);
    };
    Reflect.set(CpuDevice.prototype, name, watched);
  }
  const { run } = GpuDevice.prototype;
  GpuDevice.prototype.run = function watched<Inputs extends InputArrays, Outputs extends OutputArrays, P>(
    this: GpuDevice,
    kernel: Kernel<Inputs, Outputs, P>,
    inputs: KernelInputs<Inputs>,
    outputs: KernelOutputs<Outputs>,
    parameters: P,
  ): void {
    // What the host knows of integers it computes itself.
    const operands: readonly (Strided | null)[] = [...inputs, ...outputs];
    const isSingle = operands.some((x) => x?.dtype === float32);
    const watchedKernel: Kernel<Inputs, Outputs, P> = {
      ...kernel,
      cpu: (...args) => {
        if (isSingle) seen.add(kernel.name);
        kernel.cpu(...args);
      },
    };
    Reflect.apply(run, this, [watchedKernel, inputs, outputs, parameters]);
  };
  return seen;
}
