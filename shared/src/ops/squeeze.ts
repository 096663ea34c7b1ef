import { normalizeDim } from '../core/shape.ts';
import { named } from '../tensor/arguments.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';
import { inPlaceView, view } from './families/view.ts';
import { reshape } from './reshape.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** A view without the dimensions of size 1: all of them, or `dim` alone if its size is 1. */
    squeeze(dim?: number | { readonly dim?: number }): Tensor;
    /** Removes the dimensions from this tensor itself. */
    squeeze_(dim?: number | { readonly dim?: number }): this;
  }
}

export function squeeze(x: Tensor, asked?: number | { readonly dim?: number }): Tensor {
  const who = 'squeeze';
  requireTensor(who, x);
  const { dim } = named<{ readonly dim?: number }>(who, ['dim'], 0, [asked]);
  const only = dim === undefined ? undefined : normalizeDim(who, dim, x.ndim);
  const kept = x.sizes
    .map((_, at) => at)
    .filter((at) => x.sizes[at] !== 1 || (only !== undefined && at !== only));
  const from = x.sizes;
  return view(
    `SqueezeBackward${dim === undefined ? 0 : 1}`,
    x,
    kept.map((at) => x.sizes[at] as number),
    kept.map((at) => x.strides[at] as number),
    x.offset,
    (grad) => [reshape(grad, from)],
  );
}

method('squeeze', squeeze);
inPlaceView('squeeze', squeeze, 2);
