import { py } from '../../core/python.ts';
import { celu } from '../../ops/celu.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { Activation, type InPlaceOptions } from './activation.ts';

export interface CELUOptions extends InPlaceOptions {
  /** How far below 0 it goes; 1 unless given. */
  readonly alpha?: number;
}

/**
 * max(0, x) + min(0, `alpha` · (e^(x / alpha) − 1)), element by element: PyTorch's `nn.CELU`.
 *
 * ```ts
 * new nn.CELU().call(torch.tensor([-1.5, 0, 1.5])); // → tensor([-0.7769,  0.0000,  1.5000])
 * ```
 */
export class CELU extends Activation {
  alpha: number;

  constructor(alpha?: number | CELUOptions, inplace?: boolean | CELUOptions);
  constructor(...args: readonly unknown[]) {
    super(args, ['alpha', 'inplace']);
    this.alpha = this.number('alpha', py.float(1));
  }

  protected override formula(x: Tensor): Tensor {
    return celu(x, this.alpha);
  }
}
