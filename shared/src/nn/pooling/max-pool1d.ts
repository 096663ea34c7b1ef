import { maxPool1d } from '../../ops/functional/max-pool.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { type PerDimension, Pooling, type PoolingOptions } from './pooling.ts';

export interface MaxPool1dOptions extends PoolingOptions {
  /** How far apart the elements under the window are; 1 unless given. */
  readonly dilation?: PerDimension;
}

/**
 * The largest value under a window that moves over a sequence: PyTorch's `nn.MaxPool1d`. (`F.maxPool1d` can also tell
 * where it is.)
 *
 * - Args: `kernelSize`, the size of the window; `stride`, unless given the same; `padding` with −∞; `dilation`;
 *   `ceilMode`.
 * - Shape: (N, C, L) → (N, C, L′), the sizes as after a convolution; the batch N may be missing.
 *
 * ```ts
 * new nn.MaxPool1d(2).call(torch.tensor([[1.5, 4, 2, 3]])); // → tensor([[4., 3.]])
 * ```
 */
export class MaxPool1d extends Pooling {
  readonly dilation: PerDimension;

  constructor(
    kernelSize: PerDimension,
    stride?: PerDimension | null | MaxPool1dOptions,
    padding?: PerDimension | MaxPool1dOptions,
    options?: MaxPool1dOptions,
  );
  constructor(...args: readonly unknown[]) {
    super(args, ['stride', 'padding', 'dilation', 'ceilMode']);
    this.dilation = this.given.dims('dilation') ?? 1;
  }

  override forward(x: Tensor): Tensor {
    const { stride, padding, dilation, ceilMode } = this;
    return maxPool1d(x, this.kernelSize, { stride, padding, dilation, ceilMode });
  }

  protected override settings() {
    const { kernelSize, stride, padding, dilation, ceilMode } = this;
    return { kernelSize, stride, padding, dilation, ceilMode };
  }
}
