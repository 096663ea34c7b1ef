import { softsign } from '../../ops/functional/softsign.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { Activation } from './activation.ts';

/**
 * x / (1 + |x|), element by element, between −1 and 1: PyTorch's `nn.Softsign`.
 *
 * ```ts
 * new nn.Softsign().call(torch.tensor([-1.5, 0, 1.5])); // → tensor([-0.6000,  0.0000,  0.6000])
 * ```
 */
export class Softsign extends Activation {
  protected override formula(x: Tensor): Tensor {
    return softsign(x);
  }
}
