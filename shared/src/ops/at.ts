import type { Layout } from '../core/layout.ts';
import { contiguousStrides } from '../core/shape.ts';
import { type Index, resolveIndex } from '../tensor/indexing.ts';
import { Tensor } from '../tensor/tensor.ts';
import { picked, type ViewLayout } from './families/placement.ts';
import { partialView } from './families/view.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The part that an index names: Python's `x[…]`, each entry an argument. Numbers, slices (`':'`, `'1:5:2'`),
     * `'...'` and `null` give a view; arrays, int64 tensors and masks give a copy.
     *
     * ```ts
     * const x = torch.arange(6).reshape(2, 3);
     * x.at(0); // → tensor([0, 1, 2])
     * x.at(':', -1); // → tensor([2, 5])
     * x.at('...', '::2'); // → tensor([[0, 2],\n        [3, 5]])
     * x.at([1, 0]); // → tensor([[3, 4, 5],\n        [0, 1, 2]])
     * x.at(x.gt(3)); // → tensor([4, 5])
     * ```
     *
     * @throws IndexError for an index out of range or too many entries.
     */
    at(...index: readonly Index[]): Tensor;
  }
}

export function at(x: Tensor, index: readonly Index[]): Tensor {
  const plain: Layout = { sizes: x.sizes, strides: contiguousStrides(x.sizes), offset: 0 };
  const reach = resolveIndex('at', plain, index);
  if (reach.positions !== undefined) return picked('IndexBackward0', x, reach.positions, reach.sizes);
  return partialView(viewName(x, index), x, (strides, offset) => viewLayout(x, index, strides, offset));
}

function viewLayout(
  x: Tensor,
  index: readonly Index[],
  strides: readonly number[],
  offset: number,
): ViewLayout {
  const { layout } = resolveIndex('at', { sizes: x.sizes, strides, offset }, index);
  if (layout === undefined) throw new Error('a fault of the runtime: an index of lists is no view');
  return layout;
}

/** PyTorch applies one view for each entry; the node is named after the last of them. */
function viewName(x: Tensor, index: readonly Index[]): string {
  const [only] = index;
  if (index.length === 1 && typeof only === 'string' && only !== '...') return 'SliceBackward0';
  const used = index.filter((entry) => entry !== null && entry !== '...').length;
  let name = 'AliasBackward0';
  let dim = 0;
  for (const entry of index) {
    if (entry === '...') dim += x.ndim - used;
    else if (entry === null) name = 'UnsqueezeBackward0';
    else {
      if (typeof entry !== 'string') name = 'SelectBackward0';
      else if (!isLeftOut(entry, x.sizes[dim] as number)) name = 'SliceBackward0';
      dim++;
    }
  }
  return name;
}

/** PyTorch leaves a slice out that says where it stops, if it is everything: `0:3` or `:3`, but not `:`. */
function isLeftOut(slice: string, size: number): boolean {
  const [from, to = '', step = ''] = slice.split(':').map((part) => part.trim());
  return Number(from) === 0 && to !== '' && Number(to) === size && (step === '' || Number(step) === 1);
}

Tensor.prototype.at = function (...index) {
  return at(this, index);
};
