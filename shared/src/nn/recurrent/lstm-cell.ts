import type { Tensor } from '../../tensor/tensor.ts';
import { type CellOptions, RecurrentCell } from './recurrent-cell.ts';
import { lstmStep } from './steps.ts';

/**
 * One step of a long short-term memory: PyTorch's `nn.LSTMCell`. From W x + b + U h + c come the gates i, f and o
 * through σ and the candidate g through tanh; the memory becomes c′ = f · c + i · g, the output h′ = o · tanh(c′).
 *
 * - Args: `inputSize`; `hiddenSize`; `bias`.
 * - Shape: x (N, inputSize) and [h, c], each (N, hiddenSize), zeros unless given → [h′, c′]; the batch N may be missing.
 *   `weightIh` is (4 · hiddenSize, inputSize), `weightHh` (4 · hiddenSize, hiddenSize), the biases (4 · hiddenSize), in
 *   the order i, f, g, o.
 * - Init: all uniform in ±1/√hiddenSize.
 *
 * ```ts
 * const [h, c] = new nn.LSTMCell(3, 4).call(torch.zeros(2, 3));
 * c.shape; // → torch.Size([2, 4])
 * ```
 */
export class LSTMCell extends RecurrentCell {
  constructor(inputSize: number, hiddenSize: number, bias?: boolean | CellOptions);
  constructor(...args: readonly unknown[]) {
    super(args, 4);
  }

  override forward(x: Tensor, state: readonly [h: Tensor, c: Tensor] | null = null): [h: Tensor, c: Tensor] {
    const [h, c] = this.stepped(lstmStep, x, state, 2);
    return [h as Tensor, c as Tensor];
  }
}
