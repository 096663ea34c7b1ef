import { mish } from '../../ops/functional/mish.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { Activation, type InPlaceOptions } from './activation.ts';

/**
 * x · tanh(log(1 + eˣ)), element by element: PyTorch's `nn.Mish`.
 *
 * ```ts
 * new nn.Mish().call(torch.tensor([-1.5, 0, 1.5])); // → tensor([-0.2981,  0.0000,  1.4034])
 * ```
 */
export class Mish extends Activation {
  constructor(inplace?: boolean | InPlaceOptions);
  constructor(...args: readonly unknown[]) {
    super(args, ['inplace']);
  }

  protected override formula(x: Tensor): Tensor {
    return mish(x);
  }
}
