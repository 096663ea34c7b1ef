import type { Tensor } from '../../tensor/tensor.ts';
import { Recurrent, type RecurrentOptions } from './recurrent.ts';
import { lstmStep } from './steps.ts';

export interface LSTMOptions extends RecurrentOptions {
  /** The size that h is projected to, for outputs smaller than the memory; 0, for none, unless given. */
  readonly projSize?: number;
}

/**
 * A long short-term memory over a sequence: PyTorch's `nn.LSTM`. See `LSTMCell` for its step.
 *
 * - Args: `inputSize`; `hiddenSize`; see `LSTMOptions` for the others.
 * - Shape: as those of `RNN`, but the state is a pair [h, c]. Parameters have 4 · hiddenSize rows, in the order
 *   i, f, g, o.
 * - Init: all uniform in ±1/√hiddenSize.
 *
 * ```ts
 * const [outputs, [h, c]] = new nn.LSTM(3, 4, { batchFirst: true }).call(torch.zeros(2, 5, 3));
 * outputs.shape; // → torch.Size([2, 5, 4])
 * c.shape; // → torch.Size([1, 2, 4])
 * ```
 */
export class LSTM extends Recurrent {
  constructor(inputSize: number, hiddenSize: number, numLayers?: number | LSTMOptions, options?: LSTMOptions);
  constructor(...args: readonly unknown[]) {
    super(args, 4, ['projSize']);
  }

  override forward(
    x: Tensor,
    initial: readonly [h: Tensor, c: Tensor] | null = null,
  ): [outputs: Tensor, state: [h: Tensor, c: Tensor]] {
    const { outputs, state } = this.unrolled(lstmStep, x, initial, 2);
    const [h, c] = state;
    return [outputs, [h as Tensor, c as Tensor]];
  }
}
