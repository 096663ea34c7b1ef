import { RuntimeError } from '../core/errors.ts';
import { normalizeDim } from '../core/shape.ts';
import { named } from '../tensor/arguments.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';
import { partialView } from './families/view.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * A view of the windows of `size` slices along `dimension`, one every `step`; the window is a new last dimension.
     *
     * ```ts
     * torch.arange(5).unfold(0, 3, 2); // → tensor([[0, 1, 2],\n        [2, 3, 4]])
     * ```
     *
     * @throws RuntimeError for a window larger than the dimension.
     */
    unfold(dimension: number, size: number, step: number): Tensor;
    unfold(options: UnfoldArguments): Tensor;
  }
}

export interface UnfoldArguments {
  readonly dimension: number;
  readonly size: number;
  readonly step: number;
}

function unfold(x: Tensor, dimension: number | UnfoldArguments, size?: number, step?: number): Tensor {
  const who = 'unfold';
  requireTensor(who, x);
  const names = ['dimension', 'size', 'step'] as const;
  const given = named<UnfoldArguments>(who, names, 3, [dimension, size, step]);
  const at = normalizeDim(who, given.dimension, x.ndim);
  const most = x.sizes[at] ?? 1;
  if (!Number.isInteger(given.size) || given.size < 0 || given.size > most) {
    throw new RuntimeError({
      who,
      seen: `maximum size for tensor at dimension ${at} is ${most} but size is ${given.size}`,
    });
  }
  if (!Number.isInteger(given.step) || given.step <= 0) {
    throw new RuntimeError({ who, seen: `step is ${given.step}`, expected: 'step > 0' });
  }
  const windows = Math.floor((most - given.size) / given.step) + 1;
  return partialView('UnfoldBackward0', x, (strides, offset) => ({
    sizes: [...x.sizes.map((own, dim) => (dim === at ? windows : own)), given.size],
    strides: [...strides.map((own, dim) => (dim === at ? own * given.step : own)), strides[at] ?? 1],
    offset,
  }));
}

method('unfold', unfold);
