import type { ValuesAndIndices } from '../tensor/named-tuple.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { type BoundArguments, bind } from './families/bound-arguments.ts';
import { method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';
import {
  ascending,
  type Choose,
  descending,
  ranking,
  type Selection,
  select,
  selectIndices,
  wholeLanes,
} from './families/selection.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The elements in ascending order along `dim`, the last one unless said, and the indices at which they stood.
     * NaN is larger than every number. The order of equal elements stays.
     *
     * ```ts
     * const { values, indices } = torch.tensor([30, 10, 20]).sort();
     * values; // → tensor([10, 20, 30])
     * indices; // → tensor([1, 2, 0])
     * torch.tensor([30, 10, 20]).sort({ descending: true }).values; // → tensor([30, 20, 10])
     * ```
     */
    sort(dim?: number | SortOptions, descending?: boolean | SortOptions): ValuesAndIndices;
    /**
     * The indices of the elements in ascending order along `dim`: int64.
     *
     * ```ts
     * torch.tensor([30, 10, 20]).argsort(); // → tensor([1, 2, 0])
     * ```
     */
    argsort(dim?: number | SortOptions, descending?: boolean | SortOptions): Tensor;
  }
}

export interface SortOptions {
  readonly dim?: number;
  /** From the largest down. */
  readonly descending?: boolean;
  /** Whether equal elements must keep their order; they do in any case. */
  readonly stable?: boolean;
}

type SortArguments = readonly [dim?: number | SortOptions, descending?: boolean | SortOptions];

function bound(who: string, x: Tensor, args: SortArguments): BoundArguments {
  requireTensor(who, x);
  return bind(who, args, ['dim', 'descending', 'stable']);
}

export function sort(x: Tensor, ...args: SortArguments): ValuesAndIndices {
  const given = bound('sort', x, args);
  const node = given.has('stable') ? 'SortBackward1' : 'SortBackward0';
  return select('sort', node, x, ...ranked(x, given));
}

export function argsort(x: Tensor, ...args: SortArguments): Tensor {
  return selectIndices('argsort', x, ...ranked(x, bound('argsort', x, args)));
}

function ranked(x: Tensor, given: BoundArguments): [Selection, Choose] {
  const order = given.flag('descending', false) ? descending : ascending;
  return [
    wholeLanes('sort', x, given.whole('dim', -1)),
    (x, start, end, chosen) => chosen.set(ranking(x, start, end, order)),
  ];
}

method('sort', sort);
method('argsort', argsort);
