import { ArgumentError, describe, RuntimeError } from '../../core/errors.ts';
import { shapeText } from '../../core/shape.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { requireTensor } from '../families/operand.ts';
import { requireRank } from '../families/product.ts';
import { matmul } from '../matmul.ts';

/**
 * The product of two or more matrices, multiplied in the order that takes the fewest multiplications. The first may
 * be a vector that counts as a row, the last one that counts as a column.
 *
 * ```ts
 * const [a, b] = [torch.ones(2, 50), torch.ones(50, 2)];
 * torch.linalg.multiDot([a, b, a, b]); // → tensor([[5000., 5000.],\n        [5000., 5000.]])
 * ```
 *
 * @throws RuntimeError for fewer than two tensors, and where neighbours do not fit.
 */
export function multiDot(tensors: readonly Tensor[]): Tensor {
  const who = 'linalg.multiDot';
  if (!Array.isArray(tensors)) {
    throw new ArgumentError({ who, seen: describe(tensors), expected: 'an array of tensors' });
  }
  if (tensors.length < 2) {
    throw new RuntimeError({ who, seen: `${tensors.length} tensors`, expected: 'at least 2 tensors' });
  }
  tensors.forEach((x, i) => {
    requireTensor(who, x);
    const isEnd = i === 0 || i === tensors.length - 1;
    if (!(isEnd && x.ndim === 1)) requireRank(who, `tensor ${i}`, x, 2);
  });
  for (let i = 1; i < tensors.length; i++) {
    const [a, b] = [tensors[i - 1] as Tensor, tensors[i] as Tensor];
    if (a.sizes.at(-1) === b.sizes[0]) continue;
    throw new RuntimeError({
      who,
      seen: `tensors ${i - 1} and ${i} with shapes ${shapeText(a.sizes)} and ${shapeText(b.sizes)} cannot be multiplied`,
    });
  }
  const cuts = bestCuts(tensors);
  const between = (first: number, last: number): Tensor => {
    if (first === last) return tensors[first] as Tensor;
    const cut = cuts[first]?.[last] as number;
    return matmul(between(first, cut), between(cut + 1, last));
  };
  return between(0, tensors.length - 1);
}

/** Behind which matrix to cut the chain from i to j, so that its products cost least: the matrix chain problem. */
function bestCuts(tensors: readonly Tensor[]): number[][] {
  const count = tensors.length;
  // Matrix i has sizes edges[i] and edges[i + 1].
  const edges = tensors.map((x, i) => (i === 0 && x.ndim === 1 ? 1 : (x.sizes[0] as number)));
  const last = tensors[count - 1] as Tensor;
  edges.push(last.ndim === 1 ? 1 : (last.sizes[1] as number));
  const costs = Array.from({ length: count }, () => new Array<number>(count).fill(0));
  const cuts = Array.from({ length: count }, () => new Array<number>(count).fill(0));
  const costOf = (i: number, j: number): number => costs[i]?.[j] as number;
  for (let length = 1; length < count; length++) {
    for (let i = 0; i + length < count; i++) {
      const j = i + length;
      let best = Number.POSITIVE_INFINITY;
      for (let cut = i; cut < j; cut++) {
        const outside = (edges[i] as number) * (edges[cut + 1] as number) * (edges[j + 1] as number);
        const cost = costOf(i, cut) + costOf(cut + 1, j) + outside;
        if (cost >= best) continue;
        best = cost;
        (cuts[i] as number[])[j] = cut;
      }
      (costs[i] as number[])[j] = best;
    }
  }
  return cuts;
}
