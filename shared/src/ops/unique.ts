import { int64, type TypedArray } from '../core/dtype.ts';
import { normalizeDim, product } from '../core/shape.ts';
import { elementsOf } from '../tensor/elements.ts';
import { tuple } from '../tensor/named-tuple.ts';
import { fromElements, type Tensor } from '../tensor/tensor.ts';
import { type BoundArguments, bind } from './families/bound-arguments.ts';
import { method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';
import { picked } from './families/placement.ts';
import { slicePositions } from './families/positions.ts';
import { permuted } from './families/reduction.ts';
import { ascending } from './families/selection.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The different elements in ascending order, or with `dim` the different slices in the order of a dictionary.
     * On request with where each element went (`returnInverse`) and how often it occurred (`returnCounts`), behind
     * it in this order, in int64.
     *
     * ```ts
     * torch.tensor([2, 1, 2]).unique(); // → tensor([1, 2])
     * const [values, counts] = torch.tensor([2, 1, 2]).unique({ returnCounts: true });
     * counts; // → tensor([1, 2])
     * ```
     */
    unique(options: UniqueOptions & MoreResults): readonly Tensor[];
    unique(options?: UniqueOptions): Tensor;
    /**
     * The elements, or with `dim` the slices, without those that equal the one before. The further results are those
     * of `unique`.
     *
     * ```ts
     * torch.tensor([1, 1, 2, 1]).uniqueConsecutive(); // → tensor([1, 2, 1])
     * ```
     */
    uniqueConsecutive(options: UniqueOptions & MoreResults): readonly Tensor[];
    uniqueConsecutive(options?: UniqueOptions): Tensor;
  }
}

export interface UniqueOptions {
  /** Sorted or not; they are in any case. */
  readonly sorted?: boolean;
  readonly returnInverse?: boolean;
  readonly returnCounts?: boolean;
  /** The dimension of the slices; all elements unless said. */
  readonly dim?: number | null;
}

/** What makes the result several. */
export type MoreResults = { readonly returnInverse: true } | { readonly returnCounts: true };

export function unique(x: Tensor, options: UniqueOptions & MoreResults): readonly Tensor[];
export function unique(x: Tensor, options?: UniqueOptions): Tensor;
export function unique(x: Tensor, ...args: readonly unknown[]): Tensor | readonly Tensor[] {
  const who = 'unique';
  requireTensor(who, x);
  const given = bind(who, args, ['sorted', 'returnInverse', 'returnCounts', 'dim']);
  return distinct(who, x, given, (rows, width, count) =>
    Int32Array.from({ length: count }, (_, i) => i).sort((i, j) => rowOrder(rows, width, i, j)),
  );
}

export function uniqueConsecutive(x: Tensor, options: UniqueOptions & MoreResults): readonly Tensor[];
export function uniqueConsecutive(x: Tensor, options?: UniqueOptions): Tensor;
export function uniqueConsecutive(x: Tensor, ...args: readonly unknown[]): Tensor | readonly Tensor[] {
  const who = 'uniqueConsecutive';
  requireTensor(who, x);
  const given = bind(who, args, ['returnInverse', 'returnCounts', 'dim']);
  return distinct(who, x, given, (_rows, _width, count) => Int32Array.from({ length: count }, (_, i) => i));
}

/** The order in which rows are compared with the one before. */
type Order = (rows: TypedArray, width: number, count: number) => Int32Array;

function distinct(who: string, x: Tensor, given: BoundArguments, order: Order): Tensor | readonly Tensor[] {
  const asked = given.whole('dim', null);
  const dim = asked === null ? null : normalizeDim(who, asked, x.ndim);
  // Each slice, or each element, as a row.
  const ordered =
    dim === null || x.ndim === 0 ? x : permuted(x, [dim, ...[...x.sizes.keys()].filter((at) => at !== dim)]);
  const rows = elementsOf(ordered);
  const count = dim === null ? x.numel() : (x.sizes[dim] ?? 1);
  const width = dim === null ? 1 : product(x.sizes.toSpliced(dim, 1));
  const sequence = order(rows, width, count);

  const firsts: number[] = [];
  const counts: bigint[] = [];
  const inverse = new BigInt64Array(count);
  sequence.forEach((row, i) => {
    if (i === 0 || !sameRow(rows, width, sequence[i - 1] as number, row)) {
      firsts.push(row);
      counts.push(0n);
    }
    const group = firsts.length - 1;
    counts[group] = (counts[group] as bigint) + 1n;
    inverse[row] = BigInt(group);
  });

  const positions = dim === null ? Int32Array.from(firsts) : slicePositions(x.sizes, dim, firsts);
  const sizes = dim === null ? [firsts.length] : x.sizes.with(dim, firsts.length);
  const results = [picked(who, x.detach(), positions, sizes)];
  if (given.flag('returnInverse', false))
    results.push(fromElements(inverse, int64, dim === null ? x.sizes : [count], x.device));
  if (given.flag('returnCounts', false))
    results.push(fromElements(BigInt64Array.from(counts), int64, [counts.length], x.device));
  return results.length === 1 ? (results[0] as Tensor) : tuple(...results);
}

/** The order of two rows in a dictionary; of equal rows the first comes first. */
function rowOrder(rows: TypedArray, width: number, i: number, j: number): number {
  for (let k = 0; k < width; k++) {
    const [a, b] = [i * width + k, j * width + k];
    if (rows[a] !== rows[b]) return ascending(rows, a, b);
  }
  return i - j;
}

function sameRow(rows: TypedArray, width: number, i: number, j: number): boolean {
  for (let k = 0; k < width; k++) if (rows[i * width + k] !== rows[j * width + k]) return false;
  return true;
}

method('unique', unique);
method('uniqueConsecutive', uniqueConsecutive);
