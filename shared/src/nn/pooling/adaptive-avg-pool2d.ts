import { adaptiveAvgPool2d } from '../../ops/functional/adaptive-pool.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { AdaptivePooling } from './adaptive-pooling.ts';

/**
 * Means over windows chosen so that the result has a given size: PyTorch's `nn.AdaptiveAvgPool2d`.
 *
 * - Args: `outputSize`, one number or [H′, W′]; null keeps a size.
 * - Shape: (N, C, H, W) → (N, C, H′, W′); the batch N may be missing.
 *
 * ```ts
 * new nn.AdaptiveAvgPool2d(1).call(torch.tensor([[[1.5, 4], [2, 3]]])); // → tensor([[[2.6250]]])
 * ```
 */
export class AdaptiveAvgPool2d extends AdaptivePooling {
  override forward(x: Tensor): Tensor {
    return adaptiveAvgPool2d(x, this.outputSize);
  }
}
