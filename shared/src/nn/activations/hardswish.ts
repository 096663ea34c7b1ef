import { hardswish } from '../../ops/functional/hardswish.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { Activation, type InPlaceOptions } from './activation.ts';

/**
 * x · min(max(0, x + 3), 6) / 6, element by element: PyTorch's `nn.Hardswish`.
 *
 * ```ts
 * new nn.Hardswish().call(torch.tensor([-1.5, 0, 1.5])); // → tensor([-0.3750,  0.0000,  1.1250])
 * ```
 */
export class Hardswish extends Activation {
  constructor(inplace?: boolean | InPlaceOptions);
  constructor(...args: readonly unknown[]) {
    super(args, ['inplace']);
  }

  protected override formula(x: Tensor): Tensor {
    return hardswish(x);
  }

  /** PyTorch prints it without settings. */
  override extraRepr(): string {
    return '';
  }
}
