import { normalizeDim } from '../core/shape.ts';
import { named } from '../tensor/arguments.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';
import { inPlaceView, view } from './families/view.ts';
import { squeeze } from './squeeze.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * A view with one more dimension, of size 1, at `dim`.
     *
     * ```ts
     * torch.tensor([1, 2, 3]).unsqueeze(-1).shape; // → torch.Size([3, 1])
     * ```
     */
    unsqueeze(dim: number | { readonly dim: number }): Tensor;
    /** Adds the dimension to this tensor itself. */
    unsqueeze_(dim: number | { readonly dim: number }): this;
  }
}

export function unsqueeze(x: Tensor, asked: number | { readonly dim: number }): Tensor {
  const who = 'unsqueeze';
  requireTensor(who, x);
  const { dim } = named<{ readonly dim: number }>(who, ['dim'], 1, [asked]);
  const at = normalizeDim(who, dim, x.ndim + 1);
  const step = at < x.ndim ? (x.sizes[at] as number) * (x.strides[at] as number) : 1;
  const sizes = x.sizes.toSpliced(at, 0, 1);
  const strides = x.strides.toSpliced(at, 0, step);
  return view('UnsqueezeBackward0', x, sizes, strides, x.offset, (grad) => [squeeze(grad, at)]);
}

method('unsqueeze', unsqueeze);
inPlaceView('unsqueeze', unsqueeze);
