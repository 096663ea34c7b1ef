import { loadDawn } from '../dawn-binary.ts';
import { builtin } from '../main-realm.ts';
import type { GPU } from '../web-gpu.ts';
import { WORDS_OF_LOSS } from './messages.ts';
import { ownGpu } from './owner.ts';
import { Ring } from './ring.ts';

/** What a thread that is to have the GPU is started with. */
export interface ThreadData {
  readonly memory: SharedArrayBuffer;
  /** Dawn's, of the package `webgpu`. */
  readonly binary: string;
}

/** Dawn must outlive its devices. */
let gpu: GPU | undefined;

/** All that the thread does: it has the GPU until the ring is closed. Here is an event loop to which Dawn can answer. */
async function serve({ memory, binary }: ThreadData): Promise<void> {
  const ring = new Ring(memory);
  process.once('exit', () => ring.close('died', WORDS_OF_LOSS.died));
  // What is waited for by Atomics.waitAsync keeps no thread of Node alive.
  const alive = setInterval(() => {}, 2 ** 30);
  try {
    gpu = loadDawn(binary).create([]);
    await ownGpu(memory, gpu);
  } catch (error) {
    ring.close('died', `${WORDS_OF_LOSS.died}: ${(error as Error).message}`);
  }
  clearInterval(alive);
}

void serve(builtin('worker_threads').workerData);
