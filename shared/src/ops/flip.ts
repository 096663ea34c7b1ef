import { RuntimeError } from '../core/errors.ts';
import { normalizeDims } from '../core/shape.ts';
import { isOptionsObject, named } from '../tensor/arguments.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';
import { picked } from './families/placement.ts';
import { gridPositions } from './families/positions.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * A copy with the order along these dimensions reversed.
     *
     * ```ts
     * torch.tensor([[1, 2], [3, 4]]).flip(1); // → tensor([[2, 1],\n        [4, 3]])
     * ```
     */
    flip(...dims: readonly number[]): Tensor;
    flip(dims: readonly number[] | { readonly dims: readonly number[] }): Tensor;
    /** `flip(1)`: left and right exchanged. */
    fliplr(): Tensor;
    /** `flip(0)`: up and down exchanged. */
    flipud(): Tensor;
  }
}

type FlipDims = number | readonly number[] | { readonly dims: number | readonly number[] };

export function flip(x: Tensor, ...given: readonly FlipDims[]): Tensor {
  const who = 'flip';
  requireTensor(who, x);
  const [first] = given;
  const dims = isOptionsObject(first)
    ? [named<{ readonly dims: number | readonly number[] }>(who, ['dims'], 1, [first]).dims].flat()
    : (given as readonly (number | readonly number[])[]).flat();
  const flipped = normalizeDims(who, dims, x.ndim);
  const lists = x.sizes.map((size, dim) =>
    flipped.includes(dim) ? Int32Array.from({ length: size }, (_, i) => size - 1 - i) : null,
  );
  return picked('FlipBackward0', x, gridPositions(x.sizes, lists), x.sizes);
}

export function fliplr(x: Tensor): Tensor {
  return flip(atLeast('fliplr', x, 2), 1);
}

export function flipud(x: Tensor): Tensor {
  return flip(atLeast('flipud', x, 1), 0);
}

function atLeast(who: string, x: Tensor, rank: number): Tensor {
  requireTensor(who, x);
  if (x.ndim >= rank) return x;
  throw new RuntimeError({
    who,
    seen: `a tensor of ${x.ndim} dimensions`,
    expected: `Input must be >= ${rank}-d`,
  });
}

method('flip', flip);
method('fliplr', fliplr);
method('flipud', flipud);
