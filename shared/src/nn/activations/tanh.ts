import { tanh } from '../../ops/tanh.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { Activation } from './activation.ts';

/**
 * (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ), element by element, between −1 and 1: PyTorch's `nn.Tanh`.
 *
 * ```ts
 * new nn.Tanh().call(torch.tensor([0, 1.5])); // → tensor([0.0000, 0.9051])
 * ```
 */
export class Tanh extends Activation {
  protected override formula(x: Tensor): Tensor {
    return tanh(x);
  }
}
