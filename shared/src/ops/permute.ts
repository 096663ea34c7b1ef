import { RuntimeError } from '../core/errors.ts';
import { normalizeDims } from '../core/shape.ts';
import { isOptionsObject, named } from '../tensor/arguments.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';
import { view } from './families/view.ts';
import { wholeNumbers } from './families/whole-numbers.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** A view with the dimensions in the order given: `x.permute(2, 0, 1)`. @throws RuntimeError unless each is named once. */
    permute(...dims: readonly number[]): Tensor;
    permute(dims: readonly number[]): Tensor;
  }
}

type PermuteDims = number | readonly number[] | { readonly dims: readonly number[] };

export function permute(x: Tensor, ...given: readonly PermuteDims[]): Tensor {
  const who = 'permute';
  requireTensor(who, x);
  const [first] = given;
  const dims = isOptionsObject(first)
    ? named<{ readonly dims: readonly number[] }>(who, ['dims'], 1, [first]).dims
    : (given as readonly (number | readonly number[])[]).flat();
  wholeNumbers(who, 'dims', dims);
  if (dims.length !== x.ndim) {
    throw new RuntimeError({
      who,
      seen: `${dims.length} dims [${dims.join(', ')}] for a tensor of ${x.ndim} dimensions: the number of sizes does not match`,
      expected: 'every dimension once',
    });
  }
  return reordered('PermuteBackward0', x, normalizeDims(who, dims, x.ndim));
}

/** A view whose dimension i is dimension `order[i]` of `x`. The gradient is brought back into the old order. */
export function reordered(name: string, x: Tensor, order: readonly number[]): Tensor {
  const sizes = order.map((dim) => x.sizes[dim] as number);
  const strides = order.map((dim) => x.strides[dim] as number);
  return view(name, x, sizes, strides, x.offset, (grad) => [
    reordered(
      name,
      grad,
      order.map((_, dim) => order.indexOf(dim)),
    ),
  ]);
}

method('permute', permute);
