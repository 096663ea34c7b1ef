import { ValueError } from '../core/errors.ts';
import { dropout } from '../ops/functional/dropout.ts';
import { pythonText } from '../tensor/python-text.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { layerArguments } from './layer-arguments.ts';
import { Module } from './module.ts';

export interface DropoutOptions {
  /** The probability of an element to become 0; 0.5 unless given. */
  readonly p?: number;
  /** Write the result over the input. */
  readonly inplace?: boolean;
}

/**
 * While training, sets each element to 0 with probability `p` and multiplies the others by 1 / (1 − p), which
 * keeps the expected value; otherwise nothing. PyTorch's `nn.Dropout`.
 *
 * - Args: `p`; `inplace`.
 * - Shape: any → the same.
 *
 * ```ts
 * torch.manualSeed(0);
 * const layer = new nn.Dropout(0.5);
 * layer.call(torch.ones(6)); // → tensor([0., 0., 2., 0., 0., 0.])
 * layer.eval().call(torch.ones(3)); // → tensor([1., 1., 1.])
 * ```
 *
 * @throws ValueError unless `p` is between 0 and 1.
 */
export class Dropout extends Module {
  p: number;
  inplace: boolean;

  constructor(p?: number | DropoutOptions, inplace?: boolean | DropoutOptions);
  constructor(...args: readonly unknown[]) {
    super();
    const given = layerArguments('Dropout', args, [], ['p', 'inplace']);
    this.p = given.number('p', 0.5);
    this.inplace = given.flag('inplace', false);
    if (this.p >= 0 && this.p <= 1) return;
    throw new ValueError({
      who: 'Dropout',
      seen: `dropout probability has to be between 0 and 1, but got ${this.p}`,
      hint: 'p is the part that is dropped: 0.2 drops a fifth',
    });
  }

  override forward(x: Tensor): Tensor {
    return dropout(x, { p: this.p, training: this.training, inplace: this.inplace });
  }

  override extraRepr(): string {
    return `p=${pythonText(this.p)}, inplace=${pythonText(this.inplace)}`;
  }
}
