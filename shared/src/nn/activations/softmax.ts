import { softmax } from '../../ops/softmax.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { Activation } from './activation.ts';
import { type DimOptions, implicitDim } from './implicit-dim.ts';

/**
 * eˣ / Σ eˣ along `dim`: positive numbers that sum to 1. PyTorch's `nn.Softmax`.
 *
 * - Args: `dim`, the dimension to sum along. Without it a warning tells to name it, and it is dimension 0 of a
 *   tensor of 0, 1 or 3 dimensions and else dimension 1.
 * - Shape: any → the same.
 *
 * ```ts
 * new nn.Softmax({ dim: 1 }).call(torch.tensor([[1.5, 1.5, 1.5]])); // → tensor([[0.3333, 0.3333, 0.3333]])
 * ```
 *
 * @throws IndexError for a `dim` that is not there; RuntimeError for an integer tensor.
 */
export class Softmax extends Activation {
  dim: number | null;

  constructor(dim?: number | null | DimOptions);
  constructor(...args: readonly unknown[]) {
    super(args, ['dim']);
    this.dim = this.numberOrNull('dim');
  }

  protected override formula(x: Tensor): Tensor {
    return softmax(x, this.dim ?? implicitDim('softmax', x));
  }
}
