import type { Tensor } from '../../tensor/tensor.ts';
import { type CellOptions, RecurrentCell } from './recurrent-cell.ts';
import { gruStep } from './steps.ts';

/**
 * One step of a gated recurrent unit: PyTorch's `nn.GRUCell`. The gates r and z are σ of W x + b + U h + c, the
 * candidate is n = tanh(W x + b + r · (U h + c)), and h′ = (1 − z) · n + z · h.
 *
 * - Args: `inputSize`; `hiddenSize`; `bias`.
 * - Shape: x (N, inputSize) and h (N, hiddenSize), zeros unless given → h′ (N, hiddenSize); the batch N may be missing.
 *   `weightIh` is (3 · hiddenSize, inputSize), `weightHh` (3 · hiddenSize, hiddenSize), the biases (3 · hiddenSize), in
 *   the order r, z, n.
 * - Init: all uniform in ±1/√hiddenSize.
 *
 * ```ts
 * new nn.GRUCell(3, 4).call(torch.zeros(2, 3)).shape; // → torch.Size([2, 4])
 * ```
 */
export class GRUCell extends RecurrentCell {
  constructor(inputSize: number, hiddenSize: number, bias?: boolean | CellOptions);
  constructor(...args: readonly unknown[]) {
    super(args, 3);
  }

  override forward(x: Tensor, h: Tensor | null = null): Tensor {
    const [next] = this.stepped(gruStep, x, h === null ? null : [h], 1);
    return next as Tensor;
  }
}
