import { int64 } from '../core/dtype.ts';
import { named } from '../tensor/arguments.ts';
import { elementsOf } from '../tensor/elements.ts';
import { trueIndices } from '../tensor/indexing.ts';
import { tupleOf } from '../tensor/named-tuple.ts';
import { fromElements, type Tensor } from '../tensor/tensor.ts';
import { method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * Where the elements are not 0: a row of indices for each of them, (count, dimensions) in int64; with
     * `{ asTuple: true }` a tensor of indices for each dimension, which index the tensor together.
     *
     * ```ts
     * torch.tensor([[0, 7], [8, 0]]).nonzero(); // → tensor([[0, 1],\n        [1, 0]])
     * ```
     */
    nonzero(options?: { readonly asTuple?: false }): Tensor;
    nonzero(options: { readonly asTuple: boolean }): Tensor | readonly Tensor[];
    /** `nonzero()`, by NumPy's name. */
    argwhere(): Tensor;
  }
}

export function nonzero(x: Tensor, options?: { readonly asTuple?: false }): Tensor;
export function nonzero(x: Tensor, options: { readonly asTuple: boolean }): Tensor | readonly Tensor[];
export function nonzero(x: Tensor, options?: { readonly asTuple?: boolean }): Tensor | readonly Tensor[] {
  requireTensor('nonzero', x);
  const { asTuple } = named<{ readonly asTuple?: boolean }>('nonzero', ['asTuple'], 0, [options]);
  return asTuple === true ? tupleOf(trueIndices(x, x.device)) : indexRows(x);
}

export function argwhere(x: Tensor): Tensor {
  requireTensor('argwhere', x);
  return indexRows(x);
}

function indexRows(x: Tensor): Tensor {
  const along = trueIndices(x);
  const count = (along[0] as Tensor).numel();
  // A 0-d tensor has no dimensions to count along: its rows are empty.
  const columns = x.ndim === 0 ? [] : along.map(elementsOf);
  const out = new BigInt64Array(count * columns.length);
  for (let i = 0; i < out.length; i++) {
    const column = columns[i % columns.length] as BigInt64Array;
    out[i] = column[Math.floor(i / columns.length)] as bigint;
  }
  return fromElements(out, int64, [count, columns.length], x.device);
}

method('nonzero', nonzero);
method('argwhere', argwhere);
