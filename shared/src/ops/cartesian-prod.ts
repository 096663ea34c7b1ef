import { RuntimeError } from '../core/errors.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { requireTensors } from './cat.ts';
import { meshgrid } from './meshgrid.ts';
import { reshape } from './reshape.ts';
import { stack } from './stack.ts';

/**
 * Every choice of one element from each vector, as rows; one vector alone is returned as it is:
 * `torch.cartesian_prod`.
 *
 * ```ts
 * torch.cartesianProd(torch.tensor([1, 2]), torch.tensor([8, 9])).at(1); // → tensor([1, 9])
 * ```
 */
export function cartesianProd(...tensors: readonly Tensor[]): Tensor {
  const all = requireTensors('cartesianProd', tensors);
  for (const x of all) {
    if (x.ndim === 1) continue;
    throw new RuntimeError({
      who: 'cartesianProd',
      seen: `a tensor of ${x.ndim} dimensions`,
      expected: 'Expect a 1D vector',
    });
  }
  if (all.length === 1) return all[0] as Tensor;
  return stack(
    meshgrid(all, { indexing: 'ij' }).map((grid) => reshape(grid, [-1])),
    1,
  );
}
