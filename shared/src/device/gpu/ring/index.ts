import type { Device } from '../../device.ts';
import { describe, RuntimeError } from '../../gpu-parts.ts';
import { onlySoftware, unavailable } from '../complaints.ts';
import { GpuDevice } from '../gpu-device.ts';
import type { Ending } from './messages.ts';
import { remoteConnection } from './remote-connection.ts';
import { RING_BYTES, Ring } from './ring.ts';

/** What `torch.cuda.connect` may be told. */
export interface ConnectOptions {
  /** Whether an adapter in software will do, which is slower than the CPU device. */
  readonly software?: boolean;
}

/**
 * The GPU at the far end of a ring, whose memory a page has from `startGpu` and has sent to this worker.
 *
 * @throws RuntimeError where there is none, or this is no place to wait for one.
 */
export async function connect(
  memory: unknown,
  { software = false }: ConnectOptions,
): Promise<Device & { readonly isLost: boolean }> {
  requireSharing(memory);
  requireWaiting(memory);
  const ring = new Ring(memory);
  if (!ring.claim()) throw alreadyConnected();
  const facts = await ring.opened();
  if (facts === null) throw explained(ring.ending());
  if (facts.isSoftware && !software) {
    ring.close('lost', 'software');
    throw onlySoftware(facts.name, 'torch.cuda.connect(memory, { software: true })');
  }
  // A browser has no way to ask for it.
  const collectGarbage = (): void => {};
  return new GpuDevice(remoteConnection(ring, facts, collectGarbage));
}

function requireSharing(memory: unknown): asserts memory is SharedArrayBuffer {
  const isShared = typeof SharedArrayBuffer !== 'undefined' && memory instanceof SharedArrayBuffer;
  if (isShared && memory.byteLength === RING_BYTES) return;
  throw new RuntimeError({
    who: 'cuda.connect',
    seen: isShared ? `a SharedArrayBuffer of ${memory.byteLength} bytes` : describe(memory),
    expected: 'the SharedArrayBuffer that startGpu() of gpu-worker.js gave to the page',
    hint: 'the page sends it here by postMessage; it takes the headers Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp',
  });
}

function alreadyConnected(): RuntimeError {
  return new RuntimeError({
    who: 'cuda.connect',
    seen: 'memory that a GPU is connected by already',
    expected: 'memory of its own for each connection',
    hint: 'the page calls startGpu() once more',
  });
}

/** Results are waited for asleep, which a page itself may not do. */
function requireWaiting(memory: SharedArrayBuffer): void {
  try {
    Atomics.wait(new Int32Array(memory, 0, 1), 0, -1);
  } catch {
    throw new RuntimeError({
      who: 'cuda.connect',
      seen: 'called in a page, which may not wait for results',
      expected: 'a worker of the page',
      hint: 'new Worker(…, { type: "module" }) for what computes, and the memory to it by postMessage',
    });
  }
}

/** What the user is to read of why there is no GPU. */
function explained(ending: Ending | null): RuntimeError {
  const { why, message } = ending ?? { why: 'died', message: '' };
  if (why === 'no WebGPU') {
    return unavailable(
      'this browser has no WebGPU (navigator.gpu)',
      'A newer browser, or a page from https or localhost?',
    );
  }
  if (why === 'no adapter') {
    return unavailable(
      'no adapter: the browser finds no GPU that it may use',
      "Is hardware acceleration switched on in the browser's settings?",
    );
  }
  if (why === 'refused') return unavailable(`the browser refused to open ${message}`, '');
  return unavailable(message, "The browser's console may say why.");
}
