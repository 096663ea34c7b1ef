import { ArgumentError, RuntimeError } from '../core/errors.ts';
import { checkOptions } from '../core/options.ts';
import { NdArray } from '../numpy/index.ts';
import { method } from '../ops/families/methods.ts';
import type { Tensor } from '../tensor/tensor.ts';

/*
 * The way from tensors to arrays; `torch.tensor`, `torch.asTensor` and `torch.fromNumpy` go the other way. It stands
 * here because tensors know nothing of arrays, nor arrays of tensors, and this layer knows both.
 */

export interface NumpyOptions {
  /** Detach a tensor that requires a gradient instead of refusing it. */
  readonly force?: boolean;
}

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The same elements as a NumPy array, in the same storage: what is written to one is seen in the other.
     *
     * ```ts
     * const x = torch.tensor([1, 2.5]);
     * const a = x.numpy();
     * a; // → [1.  2.5]
     * x.add_(1);
     * a; // → [2.  3.5]
     * ```
     *
     * @throws RuntimeError for a tensor that requires a gradient, which an array could not carry on; TypeError for one
     * whose elements the host cannot reach.
     */
    numpy(options?: NumpyOptions): NdArray;
  }
}

method('numpy', (x: Tensor, options: NumpyOptions = {}): NdArray => {
  checkOptions('numpy', options, ['force']);
  if (x.requiresGrad && options.force !== true) {
    throw new RuntimeError({
      who: 'numpy',
      seen: "Can't call numpy() on Tensor that requires grad",
      expected: 'a tensor that requires no gradient',
      hint: 'use tensor.detach().numpy() instead',
    });
  }
  const memory = x.device.hostMemory(x.storage.buffer);
  if (memory === null) {
    throw new ArgumentError({
      who: 'numpy',
      seen: `can't convert ${x.device} device type tensor to numpy`,
      expected: 'a tensor in the memory of the host',
      hint: 'use Tensor.cpu() to copy the tensor to host memory first',
    });
  }
  return new NdArray(memory, x.dtype, x.sizes, x.strides, x.offset);
});
