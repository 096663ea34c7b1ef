import { relu } from '../../ops/relu.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { Activation, type InPlaceOptions } from './activation.ts';

/**
 * max(0, x), element by element: PyTorch's `nn.ReLU`.
 *
 * ```ts
 * new nn.ReLU().call(torch.tensor([-1.5, 2])); // → tensor([0., 2.])
 * new nn.ReLU({ inplace: true }); // → ReLU(inplace=True)
 * ```
 */
export class ReLU extends Activation {
  constructor(inplace?: boolean | InPlaceOptions);
  constructor(...args: readonly unknown[]) {
    super(args, ['inplace']);
  }

  protected override formula(x: Tensor): Tensor {
    return relu(x);
  }
}
