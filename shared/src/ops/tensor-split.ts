import { int64 } from '../core/dtype.ts';
import { RuntimeError } from '../core/errors.ts';
import { normalizeDim } from '../core/shape.ts';
import { named } from '../tensor/arguments.ts';
import { roomFor } from '../tensor/creation.ts';
import { tupleOf } from '../tensor/named-tuple.ts';
import { Tensor } from '../tensor/tensor.ts';
import { method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';
import { wholeNumbers } from './families/whole-numbers.ts';
import { sliced } from './narrow.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * Views of the tensor cut along `dim` into so many pieces, as equal as can be, the larger ones first; or before
     * each of the indices in a list.
     *
     * ```ts
     * torch.arange(5).tensorSplit(2).map((part) => part.tolist()); // → [ [ 0, 1, 2 ], [ 3, 4 ] ]
     * torch.arange(5).tensorSplit([1, 4]).map((part) => part.tolist()); // → [ [ 0 ], [ 1, 2, 3 ], [ 4 ] ]
     * ```
     */
    tensorSplit(
      indicesOrSections: number | readonly number[] | Tensor,
      dim?: number | { readonly dim?: number },
    ): readonly Tensor[];
    tensorSplit(options: TensorSplitArguments): readonly Tensor[];
  }
}

/** The number of pieces, or the list of indices to cut before, goes by any of three names, as in PyTorch. */
export interface TensorSplitArguments {
  readonly indicesOrSections?: number | readonly number[] | Tensor;
  readonly indices?: readonly number[];
  readonly sections?: number;
  readonly dim?: number;
}

export function tensorSplit(
  x: Tensor,
  where: number | readonly number[] | Tensor | TensorSplitArguments,
  dim?: number | { readonly dim?: number },
): readonly Tensor[] {
  const who = 'tensorSplit';
  requireTensor(who, x);
  const names = ['indicesOrSections', 'dim', 'indices', 'sections'] as const;
  const given = named<TensorSplitArguments>(who, names, 0, [where, dim]);
  const cuts = given.indicesOrSections ?? given.indices ?? given.sections;
  if (x.ndim === 0) {
    throw new RuntimeError({ who, seen: 'a 0-d tensor', expected: 'at least one dimension' });
  }
  const at = normalizeDim(who, given.dim ?? 0, x.ndim);
  const size = x.sizes[at] as number;
  const asked = cuts instanceof Tensor ? (cuts.tolist() as number | readonly number[]) : cuts;
  const list = wholeNumbers(who, 'indicesOrSections', asked);
  const ends = typeof asked === 'number' ? evenCuts(size, asked) : list;
  let start = 0;
  const parts = [...ends, size].map((end) => {
    const from = clipped(start, size);
    const to = clipped(end, size);
    start = end;
    return sliced(x, at, from, Math.max(0, to - from));
  });
  return tupleOf(parts);
}

function clipped(index: number, size: number): number {
  return Math.min(Math.max(index < 0 ? index + size : index, 0), size);
}

/** Where to cut into pieces that differ by one at most; the end is no cut. */
function evenCuts(size: number, pieces: number): number[] {
  if (!Number.isInteger(pieces) || pieces <= 0) {
    throw new RuntimeError({
      who: 'tensorSplit',
      seen: `number of sections is ${pieces}`,
      expected: 'number of sections must be larger than 0',
    });
  }
  roomFor('tensorSplit', pieces, int64);
  const least = Math.floor(size / pieces);
  const larger = size % pieces;
  return Array.from({ length: pieces - 1 }, (_, i) => (i + 1) * least + Math.min(i + 1, larger));
}

method('tensorSplit', tensorSplit);
