import { hardshrink } from '../../ops/hardshrink.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { Activation } from './activation.ts';

export interface HardshrinkOptions {
  /** How far from 0 a value must be; 0.5 unless given. */
  readonly lambd?: number;
}

/**
 * x, but 0 between −`lambd` and `lambd`, element by element: PyTorch's `nn.Hardshrink`.
 *
 * ```ts
 * new nn.Hardshrink().call(torch.tensor([-1.5, 0.25, 1.5])); // → tensor([-1.5000,  0.0000,  1.5000])
 * ```
 */
export class Hardshrink extends Activation {
  lambd: number;

  constructor(lambd?: number | HardshrinkOptions);
  constructor(...args: readonly unknown[]) {
    super(args, ['lambd']);
    this.lambd = this.number('lambd', 0.5);
  }

  protected override formula(x: Tensor): Tensor {
    return hardshrink(x, this.lambd);
  }

  /** PyTorch prints the number alone. */
  override extraRepr(): string {
    return this.printed('lambd');
  }
}
