import { flatten } from '../ops/flatten.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { layerArguments } from './layer-arguments.ts';
import { Module } from './module.ts';

export interface FlattenOptions {
  /** The first dimension of those that become one; 1 unless given, which keeps the batch. */
  readonly startDim?: number;
  /** The last of them; −1, the last of all, unless given. */
  readonly endDim?: number;
}

/**
 * Makes dimensions `startDim` to `endDim` one: PyTorch's `nn.Flatten`.
 *
 * - Args: `startDim`; `endDim`.
 * - Shape: (N, …) → (N, product of the others), as it is without arguments.
 *
 * ```ts
 * new nn.Flatten().call(torch.zeros(4, 1, 28, 28)).shape; // → torch.Size([4, 784])
 * ```
 */
export class Flatten extends Module {
  readonly startDim: number;
  readonly endDim: number;

  constructor(startDim?: number | FlattenOptions, endDim?: number | FlattenOptions);
  constructor(...args: readonly unknown[]) {
    super();
    const given = layerArguments('Flatten', args, [], ['startDim', 'endDim']);
    this.startDim = given.whole('startDim', 1);
    this.endDim = given.whole('endDim', -1);
  }

  override forward(x: Tensor): Tensor {
    return flatten(x, this.startDim, this.endDim);
  }

  override extraRepr(): string {
    return `start_dim=${this.startDim}, end_dim=${this.endDim}`;
  }
}
