import { selu } from '../../ops/selu.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { Activation, type InPlaceOptions } from './activation.ts';

/**
 * λ x for x > 0, λ α (eˣ − 1) below, element by element, with λ = 1.0507 and α = 1.6733, which pull mean and
 * variance of a layer's values towards 0 and 1: PyTorch's `nn.SELU`.
 *
 * ```ts
 * new nn.SELU().call(torch.tensor([-1.5, 0, 1.5])); // → tensor([-1.3658,  0.0000,  1.5761])
 * ```
 */
export class SELU extends Activation {
  constructor(inplace?: boolean | InPlaceOptions);
  constructor(...args: readonly unknown[]) {
    super(args, ['inplace']);
  }

  protected override formula(x: Tensor): Tensor {
    return selu(x);
  }
}
