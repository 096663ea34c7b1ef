import { sigmoid } from '../../ops/sigmoid.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { Activation } from './activation.ts';

/**
 * 1 / (1 + e⁻ˣ), element by element, between 0 and 1: PyTorch's `nn.Sigmoid`.
 *
 * ```ts
 * new nn.Sigmoid().call(torch.tensor([0, 1.5])); // → tensor([0.5000, 0.8176])
 * ```
 */
export class Sigmoid extends Activation {
  protected override formula(x: Tensor): Tensor {
    return sigmoid(x);
  }
}
