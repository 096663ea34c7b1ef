import { product } from '../../core/shape.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { bmm } from '../bmm.ts';
import { unsafeView } from '../families/unsafe-view.ts';
import { mul } from '../mul.ts';
import { permute } from '../permute.ts';
import { reshape } from '../reshape.ts';

/**
 * Σ a · b over the dimensions `summed`, which stay with size 1. Both tensors have as many dimensions; a dimension
 * that one of them does not have is of size 1 there. One batched matrix product does it: the batch is what both
 * have, rows and columns are what only one has, and the inner dimension is what is summed.
 */
export function sumOfProducts(a: Tensor, b: Tensor, summed: readonly number[]): Tensor {
  if (summed.length === 0) return mul(a, b);
  const rest = a.sizes.map((_, dim) => dim).filter((dim) => !summed.includes(dim));
  const both = rest.filter((dim) => a.sizes[dim] !== 1 && b.sizes[dim] !== 1);
  const onlyA = rest.filter((dim) => a.sizes[dim] !== 1 && b.sizes[dim] === 1);
  const onlyB = rest.filter((dim) => a.sizes[dim] === 1);
  const count = (x: Tensor, dims: readonly number[]): number =>
    product(dims.map((dim) => x.sizes[dim] as number));
  const batch = count(a, both);
  const inner = count(a, summed);
  const left = reshape(permute(a, [...both, ...onlyA, ...summed, ...onlyB]), [batch, count(a, onlyA), inner]);
  const right = reshape(permute(b, [...both, ...summed, ...onlyB, ...onlyA]), [
    batch,
    inner,
    count(b, onlyB),
  ]);
  const order = [...both, ...onlyA, ...summed, ...onlyB];
  const sizes = order.map((dim) =>
    summed.includes(dim) ? 1 : ((onlyB.includes(dim) ? b : a).sizes[dim] as number),
  );
  const result = unsafeView('ViewBackward0', bmm(left, right), sizes);
  return permute(
    result,
    order.map((_, dim) => order.indexOf(dim)),
  );
}
