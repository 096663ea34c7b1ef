import { adaptiveMaxPool2d } from '../../ops/functional/adaptive-pool.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { AdaptivePooling } from './adaptive-pooling.ts';

/**
 * The largest values under windows chosen so that the result has a given size: PyTorch's `nn.AdaptiveMaxPool2d`.
 *
 * - Args: `outputSize`, one number or [H′, W′]; null keeps a size.
 * - Shape: (N, C, H, W) → (N, C, H′, W′); the batch N may be missing.
 *
 * ```ts
 * new nn.AdaptiveMaxPool2d(1).call(torch.tensor([[[1.5, 4], [2, 3]]])); // → tensor([[[4.]]])
 * ```
 */
export class AdaptiveMaxPool2d extends AdaptivePooling {
  override forward(x: Tensor): Tensor {
    return adaptiveMaxPool2d(x, this.outputSize);
  }
}
