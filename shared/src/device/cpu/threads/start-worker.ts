import type { SharedKernels } from '../wasm/kernels.ts';

/**
 * All that a worker does: make an instance on the shared memory, and take tiles until it has been idle for long
 * (assembly/matmul.ts). A script as text, because it has to be found alike by sources, by a bundle for Node and by
 * anyone's bundle for browsers. It imports nothing, so that there is nothing to find.
 */
const script = `const start = ({ bytes, memory }) =>
  new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } }).exports.serve();
if (typeof require === 'function') start(require('node:worker_threads').workerData);
else onmessage = ({ data }) => (start(data), close());
`;

/** A worker of a browser as far as it is used here; TypeScript knows it only together with the DOM. */
interface BrowserWorker {
  onerror: () => void;
  postMessage(data: SharedKernels): void;
  terminate(): void;
}

/**
 * Starts a worker and gives what ends it. `onDeath` is called when it fails, once the program is back in its event loop.
 * @throws where the host has no workers or denies them.
 */
export function startWorker(kernels: SharedKernels, onDeath: () => void): () => void {
  // Not an import: bundles for browsers would look for the module.
  const threads =
    typeof process === 'undefined' ? undefined : process.getBuiltinModule?.('node:worker_threads');
  if (threads !== undefined) {
    // Neither the program's flags nor its NODE_OPTIONS: what they load is none of the worker's business.
    const worker = new threads.Worker(script, { eval: true, workerData: kernels, execArgv: [], env: {} });
    worker.on('error', onDeath);
    // A program ends when its own work is done.
    worker.unref();
    return () => void worker.terminate();
  }
  const Worker: new (url: string) => BrowserWorker = Reflect.get(globalThis, 'Worker');
  const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
  const worker = new Worker(url);
  worker.onerror = onDeath;
  worker.postMessage(kernels);
  return () => worker.terminate();
}
