import { conv1d } from '../../ops/functional/conv.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { Convolution, type ConvolutionOptions, type PerDimension } from './convolution.ts';

/**
 * Slides a small window over a sequence and gives at each place the sum of all it sees, weighted, one for each output
 * channel: PyTorch's `nn.Conv1d`. yₖ = bₖ + Σᵢ wₖᵢ ⋆ xᵢ over the input channels i, where ⋆ is the cross-correlation.
 *
 * - Args: `inChannels`, `outChannels`, `kernelSize`; see `ConvolutionOptions` for the others.
 * - Shape: (N, inChannels, L) → (N, outChannels, L′) with L′ = ⌊(L + 2 · padding − dilation · (kernelSize − 1) − 1) / stride⌋ + 1; the
 *   batch N may be missing. `weight` is (outChannels, inChannels / groups, kernelSize), `bias` (outChannels).
 * - Init: both uniform in ±1/√k, where k is the number of values that an output sees.
 *
 * ```ts
 * new nn.Conv1d(2, 3, 3).call(torch.zeros(4, 2, 10)).shape; // → torch.Size([4, 3, 8])
 * ```
 */
export class Conv1d extends Convolution {
  constructor(
    inChannels: number,
    outChannels: number,
    kernelSize: PerDimension,
    stride?: PerDimension | ConvolutionOptions,
    padding?: PerDimension | 'same' | 'valid' | ConvolutionOptions,
    options?: ConvolutionOptions,
  );
  constructor(...args: readonly unknown[]) {
    super(args, 1);
  }

  override forward(input: Tensor): Tensor {
    const { x, padding } = this.padded(input);
    const { stride, dilation, groups } = this;
    return conv1d(x, this.weight, { bias: this.bias, stride, padding, dilation, groups });
  }
}
