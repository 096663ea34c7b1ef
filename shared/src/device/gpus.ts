import { RuntimeError, TorchError } from '../core/errors.ts';
import type { Device } from './device.ts';
import type { ConnectOptions } from './gpu/ring/index.ts';
import { gpuCode, ringCode } from './gpu-code.ts';

let opened: (Device & { readonly isLost: boolean }) | null = null;

/** The GPU of this machine, opened at its first use; a new one where that opened before was lost. @throws RuntimeError that says what is missing. */
export function gpu(): Device {
  if (opened === null || opened.isLost) opened = code().openGpu();
  return opened;
}

/** Makes the GPU that a page has started for this worker the one that `gpu` gives. @throws RuntimeError that says what is missing. */
export async function connectGpu(memory: SharedArrayBuffer, options: ConnectOptions): Promise<Device> {
  const { connect } = await ringCode().catch(unloadable);
  opened = await connect(memory, options);
  return opened;
}

/** Whether there is a GPU to be had. */
export function hasGpu(): boolean {
  try {
    gpu();
    return true;
  } catch (error) {
    if (error instanceof TorchError) return false;
    throw error;
  }
}

function code(): typeof import('./gpu/index.ts') {
  try {
    return gpuCode();
  } catch (error) {
    return unloadable(error as Error);
  }
}

function unloadable({ message }: Error): never {
  throw new RuntimeError({
    who: "device 'gpu'",
    seen: `its code cannot be loaded here: ${message}`,
    hint: "Everything also runs on 'cpu'.",
  });
}
