import { RuntimeError } from '../core/errors.ts';
import { positionsOf } from '../core/layout.ts';
import { contiguousStrides, normalizeDim } from '../core/shape.ts';
import { named } from '../tensor/arguments.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';
import { picked } from './families/placement.ts';
import { wholeNumber, wholeNumbers } from './families/whole-numbers.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * A copy rotated by k quarter turns in the plane of two dimensions, from the first towards the second.
     *
     * ```ts
     * torch.tensor([[1, 2], [3, 4]]).rot90(); // → tensor([[2, 4],\n        [1, 3]])
     * ```
     */
    rot90(k?: number | Rot90Arguments, dims?: readonly number[] | Rot90Arguments): Tensor;
  }
}

export interface Rot90Arguments {
  readonly k?: number;
  readonly dims?: readonly number[];
}

export function rot90(
  x: Tensor,
  k?: number | Rot90Arguments,
  dims?: readonly number[] | Rot90Arguments,
): Tensor {
  const who = 'rot90';
  requireTensor(who, x);
  const given = named<Rot90Arguments>(who, ['k', 'dims'], 0, [k, dims]);
  const plane = wholeNumbers(who, 'dims', given.dims ?? [0, 1]).map((dim) => normalizeDim(who, dim, x.ndim));
  const [from, to] = plane;
  if (from === undefined || to === undefined || plane.length !== 2 || from === to || x.ndim < 2) {
    throw new RuntimeError({
      who,
      seen: `dims [${plane.join(', ')}] for a tensor of ${x.ndim} dimensions`,
      expected: 'two different dimensions',
    });
  }
  const turns = ((wholeNumber(who, 'k', given.k ?? 1) % 4) + 4) % 4;
  // A rotation walks the plane backwards along one dimension, or both, and exchanges them for a quarter turn.
  const sizes = [...x.sizes];
  const strides = contiguousStrides(x.sizes);
  let offset = 0;
  const backwards = turns === 0 ? [] : turns === 1 ? [to] : turns === 2 ? [from, to] : [from];
  for (const dim of backwards) {
    offset += Math.max(0, (sizes[dim] as number) - 1) * (strides[dim] as number);
    strides[dim] = -(strides[dim] as number);
  }
  if (turns % 2 === 1) {
    [sizes[from], sizes[to]] = [sizes[to] as number, sizes[from] as number];
    [strides[from], strides[to]] = [strides[to] as number, strides[from] as number];
  }
  return picked('Rot90Backward0', x, positionsOf({ sizes, strides, offset }), sizes);
}

method('rot90', rot90);
