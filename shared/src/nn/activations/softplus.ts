import { softplus } from '../../ops/functional/softplus.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { Activation } from './activation.ts';

export interface SoftplusOptions {
  /** How sharp the bend is; 1 unless given. */
  readonly beta?: number;
  /** From which beta · x on it is x; 20 unless given. */
  readonly threshold?: number;
}

/**
 * log(1 + e^(`beta` · x)) / beta, element by element, a smooth ReLU: PyTorch's `nn.Softplus`. Where beta · x is
 * above `threshold` it is x itself.
 *
 * ```ts
 * new nn.Softplus().call(torch.tensor([-1.5, 0, 1.5])); // → tensor([0.2014, 0.6931, 1.7014])
 * new nn.Softplus(2); // → Softplus(beta=2, threshold=20)
 * ```
 */
export class Softplus extends Activation {
  beta: number;
  threshold: number;

  constructor(beta?: number | SoftplusOptions, threshold?: number | SoftplusOptions);
  constructor(...args: readonly unknown[]) {
    super(args, ['beta', 'threshold']);
    this.beta = this.number('beta', 1);
    this.threshold = this.number('threshold', 20);
  }

  protected override formula(x: Tensor): Tensor {
    return softplus(x, this.beta, this.threshold);
  }
}
