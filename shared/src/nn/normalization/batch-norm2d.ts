import { BatchNorm } from './batch-norm.ts';
import type { NormOptions } from './running-norm.ts';

/**
 * y = (x − mean) / √(variance + eps) · weight + bias for each channel: PyTorch's `nn.BatchNorm2d`. While training,
 * mean and variance are those of the batch, and go into running ones; otherwise they are the running ones.
 *
 * - Args: `numFeatures`, the number of channels C; `eps`; `momentum`; `affine`, true unless given;
 *   `trackRunningStats`, true unless given (without, the batch's own statistics are always used).
 * - Shape: (N, C, H, W) → the same. `weight`, `bias`, `runningMean` and `runningVar` are (C).
 * - Init: weight and variance 1, bias and mean 0.
 *
 * ```ts
 * new nn.BatchNorm2d(1).call(torch.tensor([[[[1.5, 3.5]]]])).detach(); // → tensor([[[[-1.0000,  1.0000]]]])
 * ```
 *
 * @throws ValueError, when called, for another number of dimensions, and while training for one value a channel.
 */
export class BatchNorm2d extends BatchNorm {
  constructor(numFeatures: number, options?: NormOptions);
  constructor(
    numFeatures: number,
    eps: number,
    momentum?: number | null | NormOptions,
    options?: NormOptions,
  );
  constructor(...args: readonly unknown[]) {
    super(args, [4], true);
  }
}
