import { py } from '../../core/python.ts';
import { elu } from '../../ops/functional/elu.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { Activation, type InPlaceOptions } from './activation.ts';

export interface ELUOptions extends InPlaceOptions {
  /** How far below 0 it goes; 1 unless given. */
  readonly alpha?: number;
}

/**
 * x for x > 0, `alpha` · (eˣ − 1) below, element by element: PyTorch's `nn.ELU`.
 *
 * ```ts
 * new nn.ELU().call(torch.tensor([-1.5, 0, 1.5])); // → tensor([-0.7769,  0.0000,  1.5000])
 * new nn.ELU(); // → ELU(alpha=1.0)
 * ```
 */
export class ELU extends Activation {
  alpha: number;

  constructor(alpha?: number | ELUOptions, inplace?: boolean | ELUOptions);
  constructor(...args: readonly unknown[]) {
    super(args, ['alpha', 'inplace']);
    this.alpha = this.number('alpha', py.float(1));
  }

  protected override formula(x: Tensor): Tensor {
    return elu(x, this.alpha);
  }
}
