import { RuntimeError, TorchError } from '../core/errors.ts';
import type { Device } from './device.ts';
import { gpuCode } from './gpu-code.ts';

let opened: (Device & { readonly isLost: boolean }) | null = null;

/** The GPU of this machine, opened at its first use; a new one where that opened before was lost. @throws RuntimeError that says what is missing. */
export function gpu(): Device {
  if (opened === null || opened.isLost) opened = code().openGpu();
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
    throw new RuntimeError({
      who: "device 'gpu'",
      seen: `its code cannot be loaded here: ${(error as Error).message}`,
      hint: "Everything also runs on 'cpu'.",
    });
  }
}
