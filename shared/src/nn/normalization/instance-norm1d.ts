import { InstanceNorm } from './instance-norm.ts';
import type { NormOptions } from './running-norm.ts';

/**
 * y = (x − mean) / √(variance + eps) · weight + bias for each channel of each example: PyTorch's `nn.InstanceNorm1d`.
 *
 * - Args: `numFeatures`, the number of channels C; `eps`; `momentum`; `affine`, false unless given;
 *   `trackRunningStats`, false unless given.
 * - Shape: (N, C, L) or (C, L) → the same. `weight` and `bias`, where they are there, are (C).
 * - Init: weight 1, bias 0.
 *
 * ```ts
 * new nn.InstanceNorm1d(1).call(torch.tensor([[1.5, 3.5]])); // → tensor([[-1.0000,  1.0000]])
 * ```
 *
 * @throws ValueError, when called, for another number of dimensions.
 */
export class InstanceNorm1d extends InstanceNorm {
  constructor(numFeatures: number, options?: NormOptions);
  constructor(
    numFeatures: number,
    eps: number,
    momentum?: number | null | NormOptions,
    options?: NormOptions,
  );
  constructor(...args: readonly unknown[]) {
    super(args, [2, 3], false);
  }
}
