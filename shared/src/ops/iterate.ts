import { ArgumentError } from '../core/errors.ts';
import { Tensor } from '../tensor/tensor.ts';
import { unbind } from './unbind.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The parts along dim 0, one after the other, as views.
     *
     * ```ts
     * const [first, second] = torch.tensor([[1, 2], [3, 4]]);
     * second; // → tensor([3, 4])
     * ```
     *
     * @throws TypeError for a 0-d tensor.
     */
    [Symbol.iterator](): IterableIterator<Tensor>;
  }
}

Tensor.prototype[Symbol.iterator] = function () {
  if (this.ndim === 0) {
    throw new ArgumentError({
      who: 'iteration',
      seen: 'a 0-d tensor',
      expected: 'at least one dimension',
      hint: 'item() gives its number',
    });
  }
  return unbind(this, 0).values();
};
