import { isScalar, type Scalar } from '../core/python.ts';
import { contiguousStrides, product } from '../core/shape.ts';
import { filled, moved } from '../tensor/creation.ts';
import { type Index, resolveIndex } from '../tensor/indexing.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { at } from './at.ts';
import { copied } from './copy.ts';
import { expand } from './expand.ts';
import { assign } from './families/in-place.ts';
import { method } from './families/methods.ts';
import { requireOperand } from './families/operand.ts';
import { replaced, requireSameDtype } from './families/replacement.ts';
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

function put(x: Tensor, index: Index | readonly Index[], value: Tensor | Scalar): Tensor {
  requireOperand('put', value);
  const entries: readonly Index[] = Array.isArray(index) ? index : [index as Index];
  const source = isScalar(value) ? filled([], value, x.dtype, x.device) : moved(value, x.device);
  const plain = { sizes: x.sizes, strides: contiguousStrides(x.sizes), offset: 0 };
  const { positions, sizes } = { sizes: [], ...resolveIndex('put', plain, entries) };
  if (positions === undefined) {
    const part = at(x, entries);
    assign('put', part, copied('put', part, trimmed(source, part.sizes)));
    return x;
  }
  // PyTorch converts what is written through slices, but not what is written element by element.
  if (source.numel() !== 1) requireSameDtype('put', x, source);
  const values = expand('put', trimmed(source, sizes), sizes);
  return assign('put', x, replaced('IndexPutBackward0', x, positions, values));
}

/** The value without leading dimensions of size 1 beyond those of the part, which PyTorch drops. */
function trimmed(value: Tensor, sizes: readonly number[]): Tensor {
  const extra = value.ndim - sizes.length;
  const leading = extra > 0 && product(value.sizes.slice(0, extra)) === 1;
  return leading ? reshape(value, value.sizes.slice(extra)) : value;
}

method('put', put);
