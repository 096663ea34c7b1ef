import { relu6 } from '../../ops/functional/relu6.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { Activation, type InPlaceOptions } from './activation.ts';

/**
 * min(max(0, x), 6), element by element: PyTorch's `nn.ReLU6`.
 *
 * ```ts
 * new nn.ReLU6().call(torch.tensor([-1.5, 3, 9])); // → tensor([0., 3., 6.])
 * ```
 */
export class ReLU6 extends Activation {
  constructor(inplace?: boolean | InPlaceOptions);
  constructor(...args: readonly unknown[]) {
    super(args, ['inplace']);
  }

  protected override formula(x: Tensor): Tensor {
    return relu6(x);
  }
}
