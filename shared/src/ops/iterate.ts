import { ArgumentError } from '../core/errors.ts';
import { Tensor } from '../tensor/tensor.ts';
import { at } from './at.ts';

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

Tensor.prototype[Symbol.iterator] = function* () {
  const size = this.sizes[0];
  if (size === undefined)
    throw new ArgumentError({ who: 'iteration', seen: 'a 0-d tensor', hint: 'item() gives its number' });
  for (let i = 0; i < size; i++) yield at(this, [i]);
};
