import { RuntimeError } from '../core/errors.ts';
import { normalizeDim } from '../core/shape.ts';
import { named } from '../tensor/arguments.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';
import { resolveSizes } from './families/view.ts';
import { wholeNumbers } from './families/whole-numbers.ts';
import { seenAs } from './view.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * A view with dimension `dim` cut into several; one size may be −1. The inverse of `flatten`.
     *
     * ```ts
     * torch.zeros(2, 6).unflatten(1, [2, -1]).shape; // → torch.Size([2, 2, 3])
     * ```
     */
    unflatten(dim: number, sizes: readonly number[] | Pick<UnflattenArguments, 'sizes'>): Tensor;
    unflatten(options: UnflattenArguments): Tensor;
  }
}

export interface UnflattenArguments {
  readonly dim: number;
  readonly sizes: readonly number[];
}

export function unflatten(
  x: Tensor,
  dim: number | UnflattenArguments,
  sizes?: readonly number[] | Pick<UnflattenArguments, 'sizes'>,
): Tensor {
  const who = 'unflatten';
  requireTensor(who, x);
  const given = named<UnflattenArguments>(who, ['dim', 'sizes'], 2, [dim, sizes]);
  const sizesOfParts = wholeNumbers(who, 'sizes', given.sizes);
  if (sizesOfParts.length === 0) {
    throw new RuntimeError({ who, seen: 'no sizes', expected: 'sizes must be non-empty' });
  }
  const at = normalizeDim(who, given.dim, x.ndim);
  const parts = resolveSizes(who, sizesOfParts, [x.sizes[at] ?? 1]);
  return seenAs(who, x, x.sizes.toSpliced(at, 1, ...parts));
}

method('unflatten', unflatten);
