import { hardsigmoid } from '../../ops/functional/hardsigmoid.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { Activation, type InPlaceOptions } from './activation.ts';

/**
 * min(max(0, x + 3), 6) / 6, element by element: PyTorch's `nn.Hardsigmoid`.
 *
 * ```ts
 * new nn.Hardsigmoid().call(torch.tensor([-1.5, 0, 1.5])); // → tensor([0.2500, 0.5000, 0.7500])
 * ```
 */
export class Hardsigmoid extends Activation {
  constructor(inplace?: boolean | InPlaceOptions);
  constructor(...args: readonly unknown[]) {
    super(args, ['inplace']);
  }

  protected override formula(x: Tensor): Tensor {
    return hardsigmoid(x);
  }

  /** PyTorch prints it without settings. */
  override extraRepr(): string {
    return '';
  }
}
