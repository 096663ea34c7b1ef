import { int64 } from '../core/dtype.ts';
import { RuntimeError } from '../core/errors.ts';
import { normalizeDim, product, shapeText } from '../core/shape.ts';
import { positionsOf, take } from '../device/cpu/strided.ts';
import { elementsOf } from '../tensor/elements.ts';
import { fromElements, Tensor } from '../tensor/tensor.ts';
import { dtypeComplaint, requireTensor } from './families/operand.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * Picks along `dim` by an index for every result element: y[i][j] = x[i][index[i][j]] for dim 1. The result
     * has the shape of `index`.
     *
     * ```ts
     * const probabilities = torch.tensor([[0.1, 0.9], [0.7, 0.3]]);
     * probabilities.gather(1, torch.tensor([[1], [0]])); // → tensor([[0.9000],\n        [0.7000]])
     * ```
     *
     * @throws RuntimeError for an index that is not int64, out of range, or of another number of dimensions.
     */
    gather(dim: number, index: Tensor): Tensor;
  }
}

export function gather(x: Tensor, dim: number, index: Tensor): Tensor {
  requireTensor('gather', x);
  requireTensor('gather', index);
  if (index.dtype !== int64) throw dtypeComplaint('gather', index.dtype, 'an index of dtype int64');
  const at = normalizeDim('gather', dim, x.ndim);
  if (index.ndim !== x.ndim || index.sizes.some((size, d) => d !== at && size > (x.sizes[d] as number))) {
    throw new RuntimeError({
      who: 'gather',
      seen: `input ${shapeText(x.sizes)}, index ${shapeText(index.sizes)}, dim ${at}`,
      expected: `an index of ${x.ndim} dimensions, no larger than the input apart from dimension ${at}`,
    });
  }
  const size = x.sizes[at] ?? 1;
  const step = x.strides[at] ?? 0;
  // Where each element would come from if its index were 0, then `index` steps along `dim`.
  const positions = positionsOf({
    sizes: index.sizes,
    strides: x.strides.map((s, d) => (d === at ? 0 : s)),
    offset: x.offset,
  });
  const chosen = elementsOf(index);
  for (let i = 0; i < positions.length; i++) {
    const k = Number(chosen[i]);
    if (k < 0 || k >= size) {
      throw new RuntimeError({
        who: 'gather',
        seen: `index ${k} is out of bounds for dimension ${at} with size ${size}`,
      });
    }
    positions[i] = (positions[i] as number) + k * step;
  }
  const out = x.dtype.allocate(product(index.sizes));
  take(x.storage.data, positions, out);
  return fromElements(out, x.dtype, index.sizes);
}

Tensor.prototype.gather = function (dim, index) {
  return gather(this, dim, index);
};
