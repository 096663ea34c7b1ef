import { logSoftmax } from '../../ops/log-softmax.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { Activation } from './activation.ts';
import { type DimOptions, implicitDim } from './implicit-dim.ts';

/**
 * log(eˣ / Σ eˣ) along `dim`, without rounding small probabilities to 0: PyTorch's `nn.LogSoftmax`.
 *
 * - Args: `dim`, the dimension to sum along; see `Softmax` for what happens without.
 * - Shape: any → the same.
 *
 * ```ts
 * new nn.LogSoftmax({ dim: -1 }).call(torch.tensor([1.5, 1.5])); // → tensor([-0.6931, -0.6931])
 * ```
 */
export class LogSoftmax extends Activation {
  dim: number | null;

  constructor(dim?: number | null | DimOptions);
  constructor(...args: readonly unknown[]) {
    super(args, ['dim']);
    this.dim = this.numberOrNull('dim');
  }

  protected override formula(x: Tensor): Tensor {
    return logSoftmax(x, this.dim ?? implicitDim('logSoftmax', x));
  }
}
