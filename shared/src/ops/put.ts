import { isScalar, type Scalar } from '../core/python.ts';
import { product } from '../core/shape.ts';
import { scatter } from '../device/cpu/strided.ts';
import { filled } from '../tensor/creation.ts';
import { elementsAs } from '../tensor/elements.ts';
import { type Index, resolveIndex } from '../tensor/indexing.ts';
import { Tensor, viewOf } from '../tensor/tensor.ts';
import { expand } from './expand.ts';
import { overwrite } from './families/in-place.ts';
import { requireOperand } from './families/operand.ts';
import { reshape } from './reshape.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * Writes `value`, stretched to the part that the index names and converted to this dtype: Python's
     * `x[index] = value`. An index of several entries is an array of them; to pick by a list alone, wrap it:
     * `x.put([[0, 2]], 9)`.
     *
     * ```ts
     * const x = torch.zeros(2, 3);
     * x.put([':', 0], 7);
     * x; // → tensor([[7., 0., 0.],\n        [7., 0., 0.]])
     * ```
     *
     * @throws IndexError for an index out of range; RuntimeError for a value that does not stretch to the part.
     */
    put(index: Index | readonly Index[], value: Tensor | Scalar): this;
  }
}

Tensor.prototype.put = function (index, value) {
  requireOperand('put', value);
  const entries: readonly Index[] = Array.isArray(index) ? index : [index as Index];
  const reach = resolveIndex('put', this, entries);
  const source = isScalar(value) ? filled([], value, this.dtype) : value;
  if (reach.positions === undefined) {
    const { sizes, strides, offset } = reach.layout;
    overwrite('put', viewOf(this, sizes, strides, offset), stretched(source, sizes));
  } else {
    scatter(elementsAs(stretched(source, reach.sizes), this.dtype), reach.positions, this.storage.data);
  }
  return this;
};

/** The value in the part's shape; leading dimensions of size 1 beyond it are dropped, as PyTorch does. */
function stretched(value: Tensor, sizes: readonly number[]): Tensor {
  const extra = value.ndim - sizes.length;
  const leading = extra > 0 && product(value.sizes.slice(0, extra)) === 1;
  return expand('put', leading ? reshape(value, value.sizes.slice(extra)) : value, sizes);
}
