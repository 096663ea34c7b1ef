import { shapeText } from '../../core/shape.ts';
import { avgPool1d } from '../../ops/functional/avg-pool.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { type PerDimension, Pooling, type PoolingOptions } from './pooling.ts';

export interface AvgPool1dOptions extends PoolingOptions {
  /** Whether the zeros of the padding count; true unless given. */
  readonly countIncludePad?: boolean;
}

/**
 * The mean of the values under a window that moves over a sequence: PyTorch's `nn.AvgPool1d`.
 *
 * - Args: `kernelSize`, the size of the window; `stride`, unless given the same; `padding` with zeros; `ceilMode`;
 *   `countIncludePad`.
 * - Shape: (N, C, L) → (N, C, L′), the size as after a convolution; the batch N may be missing.
 *
 * ```ts
 * new nn.AvgPool1d(2).call(torch.tensor([[1.5, 4, 2, 3]])); // → tensor([[2.7500, 2.5000]])
 * ```
 */
export class AvgPool1d extends Pooling {
  readonly countIncludePad: boolean;

  constructor(
    kernelSize: PerDimension,
    stride?: PerDimension | null | AvgPool1dOptions,
    padding?: PerDimension | AvgPool1dOptions,
    options?: AvgPool1dOptions,
  );
  constructor(...args: readonly unknown[]) {
    super(args, ['stride', 'padding', 'ceilMode', 'countIncludePad']);
    this.countIncludePad = this.given.flag('countIncludePad', true);
  }

  override forward(x: Tensor): Tensor {
    const { stride, padding, ceilMode, countIncludePad } = this;
    return avgPool1d(x, this.kernelSize, { stride, padding, ceilMode, countIncludePad });
  }

  protected override settings() {
    const { kernelSize, stride, padding } = this;
    return { kernelSize: tupleText(kernelSize), stride: tupleText(stride), padding: tupleText(padding) };
  }
}

/** PyTorch keeps these as tuples, here alone. */
function tupleText(size: PerDimension): string {
  return shapeText(typeof size === 'number' ? [size] : size);
}
