import { ArgumentError } from '../core/errors.ts';
import { shapeText } from '../core/shape.ts';
import { pad } from '../ops/functional/pad.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { layerArguments } from './layer-arguments.ts';
import { Module } from './module.ts';

/**
 * Puts zeros around images: PyTorch's `nn.ZeroPad2d`.
 *
 * - Args: `padding`, one number for all sides, or [left, right, top, bottom].
 * - Shape: (…, H, W) → (…, H + top + bottom, W + left + right).
 *
 * ```ts
 * new nn.ZeroPad2d(1).call(torch.ones(1, 1, 1)); // → tensor([[[0., 0., 0.],\n         [0., 1., 0.],\n         [0., 0., 0.]]])
 * ```
 */
export class ZeroPad2d extends Module {
  readonly padding: readonly number[];

  constructor(padding: number | readonly number[]);
  constructor(...args: readonly unknown[]) {
    super();
    const padding = layerArguments('ZeroPad2d', args, ['padding']).dims('padding') ?? 0;
    this.padding = typeof padding === 'number' ? [padding, padding, padding, padding] : padding;
    if (this.padding.length === 4) return;
    throw new ArgumentError({
      who: 'ZeroPad2d',
      seen: `padding has ${this.padding.length} numbers`,
      expected: 'one number, or [left, right, top, bottom]',
    });
  }

  override forward(x: Tensor): Tensor {
    return pad(x, this.padding);
  }

  override extraRepr(): string {
    return shapeText(this.padding);
  }
}
