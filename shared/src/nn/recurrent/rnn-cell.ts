import { ValueError } from '../../core/errors.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { type CellOptions, RecurrentCell } from './recurrent-cell.ts';
import { reluStep, type Step, tanhStep } from './steps.ts';

export type RecurrentNonlinearity = 'tanh' | 'relu';

export interface RNNCellOptions extends CellOptions {
  /** The function of each step; 'tanh' unless given. */
  readonly nonlinearity?: RecurrentNonlinearity;
}

/**
 * h′ = tanh(W x + b + U h + c), one step of a recurrent network: PyTorch's `nn.RNNCell`.
 *
 * - Args: `inputSize`; `hiddenSize`; `bias`; `nonlinearity`.
 * - Shape: x (N, inputSize) and h (N, hiddenSize), zeros unless given → h′ (N, hiddenSize); the batch N may be missing.
 *   `weightIh` is (hiddenSize, inputSize), `weightHh` (hiddenSize, hiddenSize), the biases (hiddenSize).
 * - Init: all uniform in ±1/√hiddenSize.
 *
 * ```ts
 * new nn.RNNCell(3, 4).call(torch.zeros(2, 3)).shape; // → torch.Size([2, 4])
 * ```
 */
export class RNNCell extends RecurrentCell {
  readonly nonlinearity: RecurrentNonlinearity;

  constructor(
    inputSize: number,
    hiddenSize: number,
    bias?: boolean | RNNCellOptions,
    options?: RNNCellOptions,
  );
  constructor(...args: readonly unknown[]) {
    super(args, 1, ['nonlinearity']);
    this.nonlinearity = nonlinearityOf('RNNCell', this.given.text('nonlinearity'));
  }

  override forward(x: Tensor, h: Tensor | null = null): Tensor {
    const [next] = this.stepped(stepOf(this.nonlinearity), x, h === null ? null : [h], 1);
    return next as Tensor;
  }

  override extraRepr(): string {
    return super.extraRepr() + (this.nonlinearity === 'tanh' ? '' : `, nonlinearity=${this.nonlinearity}`);
  }
}

/** @throws ValueError for another function than the two. */
export function nonlinearityOf(who: string, name: string | null): RecurrentNonlinearity {
  if (name === null || name === 'tanh') return 'tanh';
  if (name === 'relu') return 'relu';
  throw new ValueError({ who, seen: `Unknown nonlinearity '${name}'`, expected: "'tanh' or 'relu'" });
}

export function stepOf(nonlinearity: RecurrentNonlinearity): Step {
  return nonlinearity === 'tanh' ? tanhStep : reluStep;
}
