import { maxPool2d } from '../../ops/functional/max-pool.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { type PerDimension, Pooling, type PoolingOptions } from './pooling.ts';

export interface MaxPool2dOptions extends PoolingOptions {
  /** How far apart the elements under the window are; 1 unless given. */
  readonly dilation?: PerDimension;
}

/**
 * The largest value under a window that moves over an image: PyTorch's `nn.MaxPool2d`. (`F.maxPool2d` can also tell
 * where it is.)
 *
 * - Args: `kernelSize`, the size of the window; `stride`, unless given the same; `padding` with −∞; `dilation`;
 *   `ceilMode`.
 * - Shape: (N, C, H, W) → (N, C, H′, W′), the sizes as after a convolution; the batch N may be missing.
 *
 * ```ts
 * new nn.MaxPool2d(2).call(torch.tensor([[[1.5, 4], [2, 3]]])); // → tensor([[[4.]]])
 * ```
 */
export class MaxPool2d extends Pooling {
  readonly dilation: PerDimension;

  constructor(
    kernelSize: PerDimension,
    stride?: PerDimension | null | MaxPool2dOptions,
    padding?: PerDimension | MaxPool2dOptions,
    options?: MaxPool2dOptions,
  );
  constructor(...args: readonly unknown[]) {
    super(args, ['stride', 'padding', 'dilation', 'ceilMode']);
    this.dilation = this.given.dims('dilation') ?? 1;
  }

  override forward(x: Tensor): Tensor {
    const { stride, padding, dilation, ceilMode } = this;
    return maxPool2d(x, this.kernelSize, { stride, padding, dilation, ceilMode });
  }

  protected override settings() {
    const { kernelSize, stride, padding, dilation, ceilMode } = this;
    return { kernelSize, stride, padding, dilation, ceilMode };
  }
}
