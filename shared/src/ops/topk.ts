import { RuntimeError } from '../core/errors.ts';
import { normalizeDim } from '../core/shape.ts';
import type { ValuesAndIndices } from '../tensor/named-tuple.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { bind } from './families/bound-arguments.ts';
import { method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';
import { ascending, descending, ranking, select } from './families/selection.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The `k` largest elements along `dim`, the last one unless said, from the largest down, and their indices.
     * NaN is larger than every number; of equals the first comes first.
     *
     * ```ts
     * const { values, indices } = torch.tensor([0.1, 0.6, 0.3]).topk(2);
     * values; // → tensor([0.6000, 0.3000])
     * indices; // → tensor([1, 2])
     * ```
     *
     * @throws RuntimeError where the dimension has fewer than `k` elements.
     */
    topk(k: number, dim?: number | TopkOptions, largest?: boolean | TopkOptions): ValuesAndIndices;
    topk(options: TopkOptions & { readonly k: number }): ValuesAndIndices;
  }
}

export interface TopkOptions {
  readonly dim?: number;
  /** false for the `k` smallest, from the smallest up. */
  readonly largest?: boolean;
  /** Whether the order matters; they come in order in any case. */
  readonly sorted?: boolean;
}

export function topk(
  x: Tensor,
  k: number | (TopkOptions & { readonly k: number }),
  ...rest: readonly [
    dim?: number | TopkOptions,
    largest?: boolean | TopkOptions,
    sorted?: boolean | TopkOptions,
  ]
): ValuesAndIndices {
  const who = 'topk';
  requireTensor(who, x);
  const given = bind(who, [k, ...rest], ['k', 'dim', 'largest', 'sorted']);
  const count = given.whole('k', -1);
  const dim = normalizeDim(who, given.whole('dim', -1), x.ndim);
  const size = x.sizes[dim] ?? 1;
  if (count < 0 || count > size) {
    throw new RuntimeError({
      who,
      seen: `selected index k out of range: k is ${count}, dimension ${dim} has ${size} elements`,
    });
  }
  const order = given.flag('largest', true) ? descending : ascending;
  return select(who, 'TopkBackward0', x, { dim, count, drop: false }, (x, start, end, chosen) =>
    chosen.set(ranking(x, start, end, order).subarray(0, count)),
  );
}

method('topk', topk);
