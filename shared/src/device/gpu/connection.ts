import type { GPUBuffer, GPUDevice } from './web-gpu.ts';

/** An open GPU, and the two things that WebGPU itself tells only by promises. */
export interface Connection {
  readonly device: GPUDevice;
  /** What the driver calls itself. */
  readonly name: string;
  /** Whether a CPU does the work of the GPU: then barriers between threads cost more than they save. */
  readonly isSoftware: boolean;
  /**
   * Maps the first `bytes` bytes of a buffer for reading and returns when they are there. False where the device
   * refused, as one does that is lost.
   *
   * @throws RuntimeError where the device has not answered for a minute.
   */
  map(buffer: GPUBuffer, bytes: number): boolean;
  /** Why the device was lost; null while it is not. */
  lostReason(): string | null;
  /** Has the weak references cleared to what nothing holds any more, where the host can be made to. */
  collectGarbage(): void;
}
