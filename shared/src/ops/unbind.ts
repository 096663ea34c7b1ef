import { IndexError } from '../core/errors.ts';
import { normalizeDim } from '../core/shape.ts';
import { named } from '../tensor/arguments.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';
import { partialViews } from './families/view.ts';
import { stack } from './stack.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The slices along `dim` as views, without that dimension: the inverse of `torch.stack`.
     *
     * ```ts
     * const [left, right] = torch.tensor([[1, 2], [3, 4]]).unbind(1);
     * right; // → tensor([2, 4])
     * ```
     */
    unbind(dim?: number | { readonly dim?: number }): readonly Tensor[];
  }
}

export function unbind(x: Tensor, dim?: number | { readonly dim?: number }): readonly Tensor[] {
  const who = 'unbind';
  requireTensor(who, x);
  const given = named<{ readonly dim?: number }>(who, ['dim'], 0, [dim]);
  const at = normalizeDim(who, given.dim ?? 0, x.ndim);
  if (x.ndim === 0) {
    throw new IndexError({
      who,
      seen: 'a 0-d tensor: Dimension specified as 0 but tensor has no dimensions',
    });
  }
  const sizes = x.sizes.toSpliced(at, 1);
  const strides = x.strides.toSpliced(at, 1);
  const layouts = Array.from({ length: x.sizes[at] as number }, (_, i) => ({
    sizes,
    strides,
    offset: x.offset + i * (x.strides[at] as number),
  }));
  return partialViews('UnbindBackward0', x, layouts, (grads) => stack(grads, at));
}

method('unbind', unbind);
