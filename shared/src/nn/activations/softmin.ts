import { neg } from '../../ops/neg.ts';
import { softmax } from '../../ops/softmax.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { Activation } from './activation.ts';
import { type DimOptions, implicitDim } from './implicit-dim.ts';

/**
 * e⁻ˣ / Σ e⁻ˣ along `dim`, the softmax of −x: PyTorch's `nn.Softmin`.
 *
 * - Args: `dim`, the dimension to sum along; see `Softmax` for what happens without.
 * - Shape: any → the same.
 *
 * ```ts
 * new nn.Softmin({ dim: 0 }).call(torch.tensor([0, 1.5])); // → tensor([0.8176, 0.1824])
 * ```
 */
export class Softmin extends Activation {
  dim: number | null;

  constructor(dim?: number | null | DimOptions);
  constructor(...args: readonly unknown[]) {
    super(args, ['dim']);
    this.dim = this.numberOrNull('dim');
  }

  protected override formula(x: Tensor): Tensor {
    return softmax(neg(x), this.dim ?? implicitDim('softmin', x));
  }
}
