import { ArgumentError, describe, RuntimeError } from '../core/errors.ts';
import { Storage } from '../device/storage.ts';
import { Tensor } from '../tensor/tensor.ts';
import { method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** Cuts this tensor itself off from its graph: it becomes a leaf that requires no gradient. @throws RuntimeError for a view. */
    detach_(): this;
    /**
     * The same elements without history, like `detach()`; but a write to them is not noticed by backward, which then
     * computes with the new values. Assigning gives the tensor other elements: `w.data = w.data.sub(step)`.
     */
    data: Tensor;
  }
}

/** The elements of `x` under a version counter of their own. */
function unwatched(x: Tensor): Tensor {
  return new Tensor(new Storage(x.storage.buffer, x.device), x.dtype, x.sizes, x.strides, x.offset);
}

Object.defineProperty(Tensor.prototype, 'data', {
  configurable: true,
  get(this: Tensor): Tensor {
    return unwatched(this);
  },
  set(this: Tensor, value: unknown) {
    if (!(value instanceof Tensor)) {
      throw new ArgumentError({ who: 'data', seen: describe(value), expected: 'a Tensor' });
    }
    if (value.dtype !== this.dtype) {
      throw new RuntimeError({
        who: 'data',
        seen: `${value.dtype} elements for a tensor of ${this.dtype}`,
        expected: 'the same dtype',
      });
    }
    const elements = unwatched(value);
    // The tensor's own count goes on: what was saved before is still seen to be gone.
    elements.storage.version = this.storage.version;
    this.become(elements);
  },
});

export function detach(x: Tensor): Tensor {
  requireTensor('detach', x);
  return x.detach();
}

method('detach_', (x: Tensor) => {
  if (x.base !== null) {
    throw new RuntimeError({
      who: 'detach_',
      seen: "Can't detach views in-place",
      hint: 'use detach() instead',
    });
  }
  x.dropHistory();
  return x;
});
