import type { Device } from './device.ts';
import type { ConnectOptions } from './gpu/ring/index.ts';
import { connectGpu, hasGpu } from './gpus.ts';

/** PyTorch's `torch.cuda`: whether there is a GPU, in the notebooks' spelling. `GRADUS_GPU=off` hides one. */
export const cuda = {
  isAvailable: (): boolean => hasGpu(),

  /**
   * Opens the GPU in a browser, where only another worker can have it. From then on `torch.device('gpu')` is that, and
   * works as in Node: `loss.item()` waits for its number. A worker of the page calls this, with the memory that
   * `startGpu()` of `gpu-worker.js` gave to the page. PyTorch has no counterpart.
   *
   * A program that goes on for long lets its worker come to its event loop now and then (`await` of a timer): only there
   * does the memory of tensors that nothing holds any more come free.
   *
   * @throws RuntimeError that says what is missing.
   */
  connect: (memory: SharedArrayBuffer, options: ConnectOptions = {}): Promise<Device> =>
    connectGpu(memory, options),
};
