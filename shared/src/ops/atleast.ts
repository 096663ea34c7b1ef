import { tupleOf } from '../tensor/named-tuple.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { requireTensor } from './families/operand.ts';
import { reshape } from './reshape.ts';
import { unsqueeze } from './unsqueeze.ts';

/** One tensor, or several, each in turn. */
function each(
  who: string,
  x: Tensor | readonly Tensor[],
  rest: readonly Tensor[],
  raise: (x: Tensor) => Tensor,
) {
  const one = (item: Tensor): Tensor => {
    requireTensor(who, item);
    return raise(item);
  };
  if (Array.isArray(x)) return tupleOf(x.map(one));
  return rest.length === 0 ? one(x as Tensor) : tupleOf([x as Tensor, ...rest].map(one));
}

/**
 * The tensor with one dimension at least: a 0-d tensor becomes (1,). Several tensors give an array: `torch.atleast_1d`.
 *
 * ```ts
 * torch.atleast1d(torch.tensor(5)); // → tensor([5])
 * ```
 */
export function atleast1d(x: Tensor): Tensor;
export function atleast1d(
  x: Tensor | readonly Tensor[],
  ...rest: readonly Tensor[]
): Tensor | readonly Tensor[];
export function atleast1d(
  x: Tensor | readonly Tensor[],
  ...rest: readonly Tensor[]
): Tensor | readonly Tensor[] {
  return each('atleast1d', x, rest, (item) => (item.ndim === 0 ? reshape(item, [1]) : item));
}

/** The tensor with two dimensions at least: a vector becomes a row: `torch.atleast_2d`. */
export function atleast2d(x: Tensor): Tensor;
export function atleast2d(
  x: Tensor | readonly Tensor[],
  ...rest: readonly Tensor[]
): Tensor | readonly Tensor[];
export function atleast2d(
  x: Tensor | readonly Tensor[],
  ...rest: readonly Tensor[]
): Tensor | readonly Tensor[] {
  return each('atleast2d', x, rest, raiseTo2d);
}

/** The tensor with three dimensions at least: (n,) becomes (1, n, 1), (m, n) becomes (m, n, 1): `torch.atleast_3d`. */
export function atleast3d(x: Tensor): Tensor;
export function atleast3d(
  x: Tensor | readonly Tensor[],
  ...rest: readonly Tensor[]
): Tensor | readonly Tensor[];
export function atleast3d(
  x: Tensor | readonly Tensor[],
  ...rest: readonly Tensor[]
): Tensor | readonly Tensor[] {
  return each('atleast3d', x, rest, (item) => {
    if (item.ndim === 0) return reshape(item, [1, 1, 1]);
    return item.ndim > 2 ? item : unsqueeze(raiseTo2d(item), -1);
  });
}

function raiseTo2d(x: Tensor): Tensor {
  if (x.ndim === 0) return reshape(x, [1, 1]);
  return x.ndim === 1 ? unsqueeze(x, 0) : x;
}
