import { RuntimeError } from '../core/errors.ts';
import { normalizeDim, product } from '../core/shape.ts';
import { named } from '../tensor/arguments.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { contiguous } from './clone.ts';
import { method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';
import { reshaped } from './reshape.ts';
import { seenAs } from './view.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The dimensions from `startDim` to `endDim` joined into one: all of them unless said. A 0-d tensor becomes
     * (1,).
     *
     * ```ts
     * torch.zeros(2, 3, 4).flatten(1).shape; // → torch.Size([2, 12])
     * ```
     */
    flatten(startDim?: number | FlattenOptions, endDim?: number | FlattenOptions): Tensor;
    /** All elements as one row: a view where they lie in order, else a copy. */
    ravel(): Tensor;
  }
}

export interface FlattenOptions {
  readonly startDim?: number;
  readonly endDim?: number;
}

const all: FlattenOptions = {};

export function flatten(
  x: Tensor,
  first?: number | FlattenOptions,
  second?: number | FlattenOptions,
): Tensor {
  const who = 'flatten';
  requireTensor(who, x);
  const names = ['startDim', 'endDim'] as const;
  // Mostly there is nothing to bind to names.
  const options =
    first === undefined && second === undefined ? all : named<FlattenOptions>(who, names, 0, [first, second]);
  const { startDim = 0, endDim = -1 } = options;
  const start = normalizeDim(who, startDim, x.ndim);
  const end = normalizeDim(who, endDim, x.ndim);
  if (start > end) {
    throw new RuntimeError({
      who,
      seen: `dims ${startDim} to ${endDim}`,
      expected: 'startDim at or before endDim',
    });
  }
  if (x.ndim === 0) return reshaped(x, [1]);
  if (start === end) return x;
  const joined = product(x.sizes.slice(start, end + 1));
  return reshaped(x, x.sizes.toSpliced(start, end - start + 1, joined));
}

export function ravel(x: Tensor): Tensor {
  requireTensor('ravel', x);
  return seenAs('ravel', contiguous(x), [-1]);
}

method('flatten', flatten);
method('ravel', ravel);
