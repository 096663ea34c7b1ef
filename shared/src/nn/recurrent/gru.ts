import type { Tensor } from '../../tensor/tensor.ts';
import { Recurrent, type RecurrentOptions } from './recurrent.ts';
import { gruStep } from './steps.ts';

/**
 * A gated recurrent unit over a sequence: PyTorch's `nn.GRU`. See `GRUCell` for its step.
 *
 * - Args: `inputSize`; `hiddenSize`; see `RecurrentOptions` for the others.
 * - Shape: as those of `RNN`. Parameters have 3 · hiddenSize rows, in the order r, z, n.
 * - Init: all uniform in ±1/√hiddenSize.
 *
 * ```ts
 * const [outputs, h] = new nn.GRU(3, 4, { bidirectional: true }).call(torch.zeros(5, 2, 3));
 * outputs.shape; // → torch.Size([5, 2, 8])
 * h.shape; // → torch.Size([2, 2, 4])
 * ```
 */
export class GRU extends Recurrent {
  constructor(
    inputSize: number,
    hiddenSize: number,
    numLayers?: number | RecurrentOptions,
    options?: RecurrentOptions,
  );
  constructor(...args: readonly unknown[]) {
    super(args, 3);
  }

  override forward(x: Tensor, h: Tensor | null = null): [outputs: Tensor, h: Tensor] {
    const { outputs, state } = this.unrolled(gruStep, x, h === null ? null : [h], 1);
    return [outputs, state[0] as Tensor];
  }
}
