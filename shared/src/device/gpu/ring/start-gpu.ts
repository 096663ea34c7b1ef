import { RuntimeError } from '../../gpu-parts.ts';
import { WORDS_OF_LOSS } from './messages.ts';
import { RING_BYTES, Ring } from './ring.ts';

/** As much of a browser's worker as is used here. */
interface Worker {
  onerror: ((event: { readonly message?: string }) => void) | null;
  postMessage(message: SharedArrayBuffer): void;
}

/** The name of the worker that has the GPU: by it the script knows that it is that worker, and not a page. */
export const GPU_WORKER = 'gradus-gpu';

/**
 * For a page: starts a worker that has the GPU, by its script, and gives the memory that a second worker, which computes,
 * is to share with it: `torch.cuda.connect(memory)` there. One such memory serves one worker.
 *
 * @throws RuntimeError where the page has no memory to share.
 */
export function startGpu(script: string): SharedArrayBuffer {
  if (typeof SharedArrayBuffer === 'undefined') {
    throw new RuntimeError({
      who: 'startGpu',
      seen: 'this page may not share memory with its workers: it has no SharedArrayBuffer',
      expected:
        'a page from https or localhost, served with the headers Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp',
      hint: "Without them everything runs on 'cpu'.",
    });
  }
  const memory = new SharedArrayBuffer(RING_BYTES);
  const Worker: new (url: string, options: object) => Worker = Reflect.get(globalThis, 'Worker');
  const worker = new Worker(script, { type: 'module', name: GPU_WORKER });
  worker.onerror = ({ message }) => {
    new Ring(memory).close('died', `${WORDS_OF_LOSS.died}: ${message ?? 'its script cannot be loaded'}`);
  };
  worker.postMessage(memory);
  return memory;
}
