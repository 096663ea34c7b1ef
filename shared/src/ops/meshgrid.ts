import { RuntimeError, ValueError } from '../core/errors.ts';
import { isOptionsObject, named } from '../tensor/arguments.ts';
import { tupleOf } from '../tensor/named-tuple.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { requireTensors } from './cat.ts';
import { expand } from './expand.ts';
import { reshape } from './reshape.ts';

export interface MeshgridOptions {
  /** `'ij'`: the first tensor along dim 0. `'xy'`: the first along dim 1, as for the axes of a plot. */
  readonly indexing?: 'ij' | 'xy';
}

/**
 * The coordinates of a grid: a tensor for each vector, in which it runs along its own dimension and repeats along
 * the others, as views: `torch.meshgrid`.
 *
 * ```ts
 * const [i, j] = torch.meshgrid(torch.tensor([1, 2]), torch.tensor([3, 4]), { indexing: 'ij' });
 * i; // → tensor([[1, 1],\n        [2, 2]])
 * j; // → tensor([[3, 4],\n        [3, 4]])
 * ```
 */
export function meshgrid(
  ...args: readonly (Tensor | readonly Tensor[] | MeshgridOptions)[]
): readonly Tensor[] {
  const who = 'meshgrid';
  const last = args.at(-1);
  const { indexing = 'ij' } = isOptionsObject(last)
    ? named<MeshgridOptions>(who, ['indexing'], 0, [last])
    : {};
  const given = (isOptionsObject(last) ? args.slice(0, -1) : args).flat() as Tensor[];
  const all = requireTensors(who, given);
  if (indexing !== 'ij' && indexing !== 'xy') {
    throw new RuntimeError({
      who,
      seen: `indexing is '${String(indexing)}'`,
      expected: "'xy' or 'ij'",
    });
  }
  for (const x of all) {
    if (x.ndim > 1) {
      throw new RuntimeError({
        who,
        seen: `a tensor of ${x.ndim} dimensions`,
        expected: 'scalar or 1D tensors',
      });
    }
    if (x.dtype !== (all[0] as Tensor).dtype) {
      throw new ValueError({
        who,
        seen: `tensors of ${(all[0] as Tensor).dtype} and ${x.dtype}`,
        expected: 'all tensors to have the same dtype',
      });
    }
  }
  const exchanged = indexing === 'xy' && all.length > 1;
  const dimOf = (i: number): number => (exchanged && i < 2 ? 1 - i : i);
  const sizes = all.map((_, dim) => (all[dimOf(dim)] as Tensor).numel());
  const grids = all.map((x, i) => {
    const alone = sizes.map((size, dim) => (dim === dimOf(i) ? size : 1));
    return expand(who, reshape(x, alone), sizes);
  });
  return tupleOf(grids);
}
