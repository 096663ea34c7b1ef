import { avgPool2d } from '../../ops/functional/avg-pool.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { type PerDimension, Pooling, type PoolingOptions } from './pooling.ts';

export interface AvgPool2dOptions extends PoolingOptions {
  /** Whether the zeros of the padding count; true unless given. */
  readonly countIncludePad?: boolean;
  /** What to divide by instead of the number of values. */
  readonly divisorOverride?: number | null;
}

/**
 * The mean of the values under a window that moves over an image: PyTorch's `nn.AvgPool2d`.
 *
 * - Args: `kernelSize`, the size of the window; `stride`, unless given the same; `padding` with zeros; `ceilMode`;
 *   `countIncludePad`; `divisorOverride`.
 * - Shape: (N, C, H, W) → (N, C, H′, W′), the sizes as after a convolution; the batch N may be missing.
 *
 * ```ts
 * new nn.AvgPool2d(2).call(torch.tensor([[[1.5, 4], [2, 3]]])); // → tensor([[[2.6250]]])
 * ```
 */
export class AvgPool2d extends Pooling {
  readonly countIncludePad: boolean;
  readonly divisorOverride: number | null;

  constructor(
    kernelSize: PerDimension,
    stride?: PerDimension | null | AvgPool2dOptions,
    padding?: PerDimension | AvgPool2dOptions,
    options?: AvgPool2dOptions,
  );
  constructor(...args: readonly unknown[]) {
    super(args, ['stride', 'padding', 'ceilMode', 'countIncludePad', 'divisorOverride']);
    this.countIncludePad = this.given.flag('countIncludePad', true);
    this.divisorOverride = this.given.whole('divisorOverride', null);
  }

  override forward(x: Tensor): Tensor {
    const { stride, padding, ceilMode, countIncludePad, divisorOverride } = this;
    return avgPool2d(x, this.kernelSize, { stride, padding, ceilMode, countIncludePad, divisorOverride });
  }

  protected override settings() {
    const { kernelSize, stride, padding } = this;
    return { kernelSize, stride, padding };
  }
}
