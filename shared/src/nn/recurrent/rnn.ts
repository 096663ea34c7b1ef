import type { Tensor } from '../../tensor/tensor.ts';
import { Recurrent, type RecurrentOptions } from './recurrent.ts';
import { nonlinearityOf, type RecurrentNonlinearity, stepOf } from './rnn-cell.ts';

export interface RNNOptions extends RecurrentOptions {
  /** The function of each step; 'tanh' unless given. */
  readonly nonlinearity?: RecurrentNonlinearity;
}

/**
 * hₜ = tanh(W xₜ + b + U hₜ₋₁ + c) over a sequence: PyTorch's `nn.RNN`.
 *
 * - Args: `inputSize`; `hiddenSize`; see `RNNOptions` for the others.
 * - Shape: x (T, N, inputSize), or (N, T, inputSize) where `batchFirst`, and h₀ (layers · directions, N, hiddenSize),
 *   zeros unless given → [outputs of the last layer (T, N, directions · hiddenSize), last h of each]; the batch N may
 *   be missing.
 * - Parameters: `weight_ih_l0` (hiddenSize, inputSize), `weight_hh_l0` (hiddenSize, hiddenSize), `bias_ih_l0` and
 *   `bias_hh_l0` (hiddenSize), the same for `l1` …, and with `_reverse` for the way back.
 * - Init: all uniform in ±1/√hiddenSize.
 *
 * ```ts
 * const [outputs, h] = new nn.RNN(3, 4).call(torch.zeros(5, 2, 3));
 * outputs.shape; // → torch.Size([5, 2, 4])
 * h.shape; // → torch.Size([1, 2, 4])
 * ```
 */
export class RNN extends Recurrent {
  readonly nonlinearity: RecurrentNonlinearity;

  constructor(inputSize: number, hiddenSize: number, numLayers?: number | RNNOptions, options?: RNNOptions);
  constructor(...args: readonly unknown[]) {
    super(args, 1, ['nonlinearity']);
    this.nonlinearity = nonlinearityOf('RNN', this.given.text('nonlinearity'));
  }

  override forward(x: Tensor, h: Tensor | null = null): [outputs: Tensor, h: Tensor] {
    const { outputs, state } = this.unrolled(stepOf(this.nonlinearity), x, h === null ? null : [h], 1);
    return [outputs, state[0] as Tensor];
  }
}
