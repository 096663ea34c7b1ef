import { RuntimeError } from '../gpu-parts.ts';

/*
 * What can be wrong with a GPU, as the user is to read it.
 */

const WHO = "device 'gpu'";
const CPU_WORKS = "Everything also runs on 'cpu'.";

/** There is no GPU to be had. */
export function unavailable(seen: string, hint: string): RuntimeError {
  return new RuntimeError({ who: WHO, seen, hint: `${hint} ${CPU_WORKS}` });
}

export function masked(): RuntimeError {
  return unavailable(
    'masked by the environment variable GRADUS_GPU=off',
    'Start without that variable to use it.',
  );
}

export function noPackage(): RuntimeError {
  return unavailable('needs the optional package "webgpu"', 'npm install webgpu@0.6 (about 130 MB).');
}

export function noAdapter(platform: string): RuntimeError {
  const driver: Record<string, string> = {
    linux: 'a Vulkan driver: the loader libvulkan.so.1 (Debian: libvulkan1) and that of the card',
    darwin: 'Metal, which macOS 11 and newer have',
    win32: 'a driver for Direct3D 12',
  };
  return unavailable(
    'no adapter: WebGPU finds no driver of a GPU',
    `It takes ${driver[platform] ?? 'a driver for Vulkan'}.`,
  );
}

export function onlySoftware(name: string, repair = 'GRADUS_SOFTWARE_GPU=1'): RuntimeError {
  return unavailable(
    `the only adapter is software (${name}), slower than the CPU device`,
    `${repair} takes it all the same.`,
  );
}

/** WebGPU in this thread has not done what it promised, and will not before the program is back in its event loop. */
export class Unsettled extends RuntimeError {}

export function noAnswer(seconds: number): Unsettled {
  return new Unsettled({
    who: WHO,
    seen: `no answer for ${seconds} s`,
    expected: 'the results of what it was asked to compute',
    hint: `less work in one operation? ${CPU_WORKS}`,
  });
}

export function unheard(): Unsettled {
  return new Unsettled({
    who: WHO,
    seen: 'the package "webgpu" answers to the event loop alone, which a call that waits for results does not reach',
    expected: 'a global setImmediate that can be replaced while WebGPU is asked, or worker threads',
    hint: CPU_WORKS,
  });
}

/** What has the GPU is to be a thread of its own, and there can be none. */
export function noThreads(message: string): RuntimeError {
  return unavailable(`there can be no thread for it: ${message}`, 'Without GRADUS_GPU=ring it needs none.');
}

/** An operation asked for something on a device that is gone. */
export function lost(who: string, reason: string): RuntimeError {
  return new RuntimeError({
    who,
    seen: `the GPU was lost: ${reason}`,
    expected: 'a device that still works: the tensors on this one are gone',
    hint: "torch.device('gpu') opens a new one; make the tensors again there, or start the program anew",
  });
}

/** An operation takes a tensor whose elements `torch.tidy` has given back. */
export function freed(): RuntimeError {
  return new RuntimeError({
    who: 'tidy',
    seen: 'a tensor that was made inside of a torch.tidy is used after its end: its elements are gone',
    expected: 'what the function returns, gradients, and the state of optimizers',
    hint: 'return the tensor; of a loss take the number inside, with item()',
  });
}

const LESS_MEMORY = `smaller batches, or tensors let go of earlier? ${CPU_WORKS}`;

/** WebGPU refused what an operation asked of it: a fault of the runtime's, unless memory is short. */
export function refused(who: string, message: string): RuntimeError {
  const isShort = /out of memory/i.test(message);
  return new RuntimeError({
    who,
    seen: `the GPU refused: ${message}`,
    hint: isShort ? LESS_MEMORY : `a fault of the runtime; please report it. ${CPU_WORKS}`,
  });
}

/** What of a device's memory is taken. */
export interface MemoryUse {
  readonly inUse: number;
  readonly cached: number;
}

export function outOfMemory(who: string, asked: number, { inUse, cached }: MemoryUse): RuntimeError {
  return new RuntimeError({
    who,
    seen: `GPU out of memory: asked for ${sizeText(asked)}; in use ${sizeText(inUse)}, cached ${sizeText(cached)}`,
    hint: LESS_MEMORY,
  });
}

export function tooLarge(who: string, asked: number, limit: number): RuntimeError {
  return new RuntimeError({
    who,
    seen: `a tensor of ${sizeText(asked)}; this GPU holds ${sizeText(limit)} in one tensor at most`,
    hint: `several smaller tensors? ${CPU_WORKS}`,
  });
}

export function noFloat64(who: string): RuntimeError {
  return new RuntimeError({
    who,
    seen: "float64 elements for device 'gpu': Cannot convert a tensor to float64 there, WGSL has no such type",
    expected: 'float32, an integer dtype or bool',
    hint: 'x.float() before it moves',
  });
}

/** A number of bytes as a person reads it: `512 B`, `1.5 MB`. */
function sizeText(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit++;
  }
  return `${Number(size.toPrecision(3))} ${units[unit]}`;
}
