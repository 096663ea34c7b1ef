import { zerosLike } from '../tensor/creation.ts';
import type { Tensor } from '../tensor/tensor.ts';

/** Drops the gradients of all tensors, or (`setToNone` false) sets those that are there to zero. */
export function clearGrads(tensors: Iterable<Tensor>, setToNone: boolean): void {
  for (const x of tensors) {
    if (setToNone) x.grad = null;
    else if (x.grad !== null) x.grad = zerosLike(x.grad);
  }
}
