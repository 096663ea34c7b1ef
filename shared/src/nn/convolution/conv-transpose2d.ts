import { convTranspose2d } from '../../ops/functional/conv-transpose2d.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { Convolution, type ConvolutionOptions, type PerDimension } from './convolution.ts';

export interface ConvTransposeOptions extends ConvolutionOptions {
  readonly padding?: PerDimension;
  /** By how much the output is larger on one side, where several inputs of `Conv2d` have the same output. */
  readonly outputPadding?: PerDimension;
  readonly paddingMode?: 'zeros';
}

/**
 * Lays the kernel, times each value of an image, over a larger image and adds up: PyTorch's `nn.ConvTranspose2d`.
 * It turns shapes around that `Conv2d` has made, but is not its inverse.
 *
 * - Args: as those of `Conv2d`; `outputPadding`.
 * - Shape: (N, inChannels, H, W) → (N, outChannels, H′, W′) with
 *   H′ = (H − 1) · stride − 2 · padding + dilation · (kernelSize − 1) + outputPadding + 1; the batch N may be missing.
 *   `weight` is (inChannels, outChannels / groups, …kernelSize), `bias` (outChannels).
 * - Init: both uniform in ±1/√k, where k is the number of weights of an output channel's kernels.
 *
 * ```ts
 * new nn.ConvTranspose2d(2, 3, 2, { stride: 2 }).call(torch.zeros(4, 2, 5, 5)).shape; // → torch.Size([4, 3, 10, 10])
 * ```
 */
export class ConvTranspose2d extends Convolution {
  constructor(
    inChannels: number,
    outChannels: number,
    kernelSize: PerDimension,
    stride?: PerDimension | ConvTransposeOptions,
    padding?: PerDimension | ConvTransposeOptions,
    options?: ConvTransposeOptions,
  );
  constructor(...args: readonly unknown[]) {
    super(args, 2, true);
  }

  override forward(x: Tensor): Tensor {
    const { stride, outputPadding, dilation, groups } = this;
    const padding = this.padding as readonly number[];
    return convTranspose2d(x, this.weight, {
      bias: this.bias,
      stride,
      padding,
      outputPadding,
      dilation,
      groups,
    });
  }
}
