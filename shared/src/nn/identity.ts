import type { Tensor } from '../tensor/tensor.ts';
import { Module } from './module.ts';

/**
 * Gives back what it is called with: PyTorch's `nn.Identity`, which stands for a layer left out. Whatever the
 * constructor is given is ignored, so that it can take any layer's place.
 *
 * ```ts
 * new nn.Identity(54, { bias: true }).call(torch.tensor([1, 2])); // → tensor([1, 2])
 * ```
 */
export class Identity extends Module {
  constructor(..._ignored: readonly unknown[]) {
    super();
  }

  override forward(x: Tensor): Tensor {
    return x;
  }
}
