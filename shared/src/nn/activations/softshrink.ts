import { softshrink } from '../../ops/functional/softshrink.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { Activation } from './activation.ts';

export interface SoftshrinkOptions {
  /** How far from 0 a value must be; 0.5 unless given. */
  readonly lambd?: number;
}

/**
 * x moved by `lambd` towards 0, and 0 where it is nearer, element by element: PyTorch's `nn.Softshrink`.
 *
 * ```ts
 * new nn.Softshrink().call(torch.tensor([-1.5, 0, 1.5])); // → tensor([-1.,  0.,  1.])
 * ```
 */
export class Softshrink extends Activation {
  lambd: number;

  constructor(lambd?: number | SoftshrinkOptions);
  constructor(...args: readonly unknown[]) {
    super(args, ['lambd']);
    this.lambd = this.number('lambd', 0.5);
  }

  protected override formula(x: Tensor): Tensor {
    return softshrink(x, this.lambd);
  }

  /** PyTorch prints the number alone. */
  override extraRepr(): string {
    return this.printed('lambd');
  }
}
