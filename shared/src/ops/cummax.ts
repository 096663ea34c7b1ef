import { named } from '../tensor/arguments.ts';
import type { ValuesAndIndices } from '../tensor/named-tuple.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';
import { type Choose, select, wholeLanes } from './families/selection.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The largest element so far along `dim`, and its index: of equals the latest, and NaN from the first NaN on.
     *
     * ```ts
     * torch.tensor([1, 3, 2, 3]).cummax(0).values; // → tensor([1, 3, 3, 3])
     * torch.tensor([1, 3, 2, 3]).cummax(0).indices; // → tensor([0, 1, 1, 3])
     * ```
     */
    cummax(dim: number | { readonly dim: number }): ValuesAndIndices;
    /** The smallest element so far along `dim`, and its index: of equals the latest, and NaN from the first NaN on. */
    cummin(dim: number | { readonly dim: number }): ValuesAndIndices;
  }
}

type Element = number | bigint;

function running(name: 'cummax' | 'cummin', node: string, replaces: (a: Element, b: Element) => boolean) {
  const choose: Choose = (x, start, end, chosen) => {
    let best = start;
    for (let i = start; i < end; i++) {
      const value = x[i] as Element;
      // NaN replaces everything, and nothing else replaces it: no comparison with it holds.
      if (Number.isNaN(value) || replaces(value, x[best] as Element)) best = i;
      chosen[i - start] = best - start;
    }
  };
  return (x: Tensor, dim: number | { readonly dim: number }): ValuesAndIndices => {
    requireTensor(name, x);
    const given = named<{ readonly dim: number }>(name, ['dim'], 1, [dim]);
    return select(name, node, x, wholeLanes(name, x, given.dim), choose);
  };
}

export const cummax = running('cummax', 'CummaxBackward0', (a, b) => a >= b);
export const cummin = running('cummin', 'CumminBackward0', (a, b) => a <= b);

method('cummax', cummax);
method('cummin', cummin);
