import { glu } from '../../ops/functional/glu.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { Activation } from './activation.ts';

export interface GLUOptions {
  /** The dimension that is halved; −1, the last, unless given. */
  readonly dim?: number;
}

/**
 * a · σ(b), where a and b are the two halves of x along `dim`: PyTorch's `nn.GLU`.
 *
 * - Shape: size 2n along `dim` → size n.
 *
 * ```ts
 * new nn.GLU().call(torch.tensor([1.5, 0])); // → tensor([0.7500])
 * ```
 *
 * @throws RuntimeError where the size along `dim` is odd.
 */
export class GLU extends Activation {
  dim: number;

  constructor(dim?: number | GLUOptions);
  constructor(...args: readonly unknown[]) {
    super(args, ['dim']);
    this.dim = this.number('dim', -1);
  }

  protected override formula(x: Tensor): Tensor {
    return glu(x, this.dim);
  }
}
