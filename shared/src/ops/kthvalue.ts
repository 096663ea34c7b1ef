import { RuntimeError } from '../core/errors.ts';
import { normalizeDim } from '../core/shape.ts';
import type { ValuesAndIndices } from '../tensor/named-tuple.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { bind } from './families/bound-arguments.ts';
import { method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';
import { ascending, ranking, selectOne } from './families/selection.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The k-th smallest element along `dim`, the last one unless said, and its index; k counts from 1. NaN is
     * larger than every number.
     *
     * ```ts
     * torch.tensor([30, 10, 20]).kthvalue(2).values; // → tensor(20)
     * ```
     *
     * @throws RuntimeError unless 1 ≤ k ≤ the size of the dimension.
     */
    kthvalue(
      k: number,
      dim?: number | KthvalueOptions,
      keepdim?: boolean | KthvalueOptions,
    ): ValuesAndIndices;
    kthvalue(options: KthvalueOptions & { readonly k: number }): ValuesAndIndices;
  }
}

export interface KthvalueOptions {
  readonly dim?: number;
  readonly keepdim?: boolean;
}

export function kthvalue(
  x: Tensor,
  k: number | (KthvalueOptions & { readonly k: number }),
  ...rest: readonly [dim?: number | KthvalueOptions, keepdim?: boolean | KthvalueOptions]
): ValuesAndIndices {
  const who = 'kthvalue';
  requireTensor(who, x);
  const given = bind(who, [k, ...rest], ['k', 'dim', 'keepdim']);
  const rank = given.whole('k', 0);
  const dim = normalizeDim(who, given.whole('dim', -1), x.ndim);
  const size = x.sizes[dim] ?? 1;
  if (rank < 1 || rank > size) {
    throw new RuntimeError({
      who,
      seen: `selected number k out of range for dimension ${dim}: k is ${rank}, the size ${size}`,
      expected: 'a rank from 1, the smallest, to the size',
    });
  }
  return selectOne(
    who,
    'KthvalueBackward0',
    x,
    dim,
    given.flag('keepdim', false),
    (x, start, end, chosen) => {
      chosen[0] = ranking(x, start, end, ascending)[rank - 1] as number;
    },
  );
}

method('kthvalue', kthvalue);
