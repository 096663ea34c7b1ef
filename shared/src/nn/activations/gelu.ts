import { gelu } from '../../ops/functional/gelu.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { Activation } from './activation.ts';

export interface GELUOptions {
  /** 'tanh' for 0.5 x (1 + tanh(√(2/π) (x + 0.044715 x³))); 'none' unless given. */
  readonly approximate?: string;
}

/**
 * x · Φ(x), element by element, where Φ is the distribution function of the normal distribution: PyTorch's `nn.GELU`.
 *
 * ```ts
 * new nn.GELU().call(torch.tensor([-1.5, 0, 1.5])); // → tensor([-0.1002,  0.0000,  1.3998])
 * new nn.GELU({ approximate: 'tanh' }); // → GELU(approximate='tanh')
 * ```
 */
export class GELU extends Activation {
  approximate: string;

  constructor(approximate?: string | GELUOptions);
  constructor(...args: readonly unknown[]) {
    super(args, ['approximate']);
    this.approximate = this.text('approximate', 'none');
  }

  protected override formula(x: Tensor): Tensor {
    return gelu(x, this.approximate);
  }
}
