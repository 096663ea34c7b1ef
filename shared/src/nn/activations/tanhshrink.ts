import { tanhshrink } from '../../ops/functional/tanhshrink.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { Activation } from './activation.ts';

/**
 * x − tanh(x), element by element: PyTorch's `nn.Tanhshrink`.
 *
 * ```ts
 * new nn.Tanhshrink().call(torch.tensor([-1.5, 0, 1.5])); // → tensor([-0.5949,  0.0000,  0.5949])
 * ```
 */
export class Tanhshrink extends Activation {
  protected override formula(x: Tensor): Tensor {
    return tanhshrink(x);
  }
}
