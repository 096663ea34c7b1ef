import { silu } from '../../ops/functional/silu.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { Activation, type InPlaceOptions } from './activation.ts';

/**
 * x · σ(x), element by element; also called swish: PyTorch's `nn.SiLU`.
 *
 * ```ts
 * new nn.SiLU().call(torch.tensor([-1.5, 0, 1.5])); // → tensor([-0.2736,  0.0000,  1.2264])
 * ```
 */
export class SiLU extends Activation {
  constructor(inplace?: boolean | InPlaceOptions);
  constructor(...args: readonly unknown[]) {
    super(args, ['inplace']);
  }

  protected override formula(x: Tensor): Tensor {
    return silu(x);
  }
}
