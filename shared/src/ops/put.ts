import { isScalar, type Scalar } from '../core/python.ts';
import { contiguousStrides, product } from '../core/shape.ts';
import { scatter } from '../device/cpu/strided.ts';
import { filled } from '../tensor/creation.ts';
import { elementsAs, elementsOf } from '../tensor/elements.ts';
import { record } from '../tensor/graph.ts';
import { type Index, resolveIndex } from '../tensor/indexing.ts';
import { fromElements, type Tensor } from '../tensor/tensor.ts';
import { at } from './at.ts';
import { copied } from './copy.ts';
import { expand } from './expand.ts';
import { assign } from './families/in-place.ts';
import { method } from './families/methods.ts';
import { requireOperand } from './families/operand.ts';
import { picked } from './families/placement.ts';
import { sumTo } from './families/sum-to.ts';
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
  const source = isScalar(value) ? filled([], value, x.dtype) : value;
  const plain = { sizes: x.sizes, strides: contiguousStrides(x.sizes), offset: 0 };
  const { positions, sizes } = { sizes: [], ...resolveIndex('put', plain, entries) };
  if (positions === undefined) {
    const part = at(x, entries);
    assign('put', part, copied('put', part, trimmed(source, part.sizes)));
    return x;
  }
  return assign('put', x, replaced(x, positions, expand('put', trimmed(source, sizes), sizes)));
}

/** `x` with the elements at `positions` replaced; where a position stands twice, the later element wins. */
export function replaced(x: Tensor, positions: Int32Array, values: Tensor): Tensor {
  const out = elementsOf(x).slice();
  scatter(elementsAs(values, x.dtype), positions, out);
  return record(fromElements(out, x.dtype, x.sizes), 'IndexPutBackward0', [x, values], (grad, node) => [
    node.needs(0) ? replaced(grad, positions, filled(values.sizes, 0, grad.dtype)) : null,
    node.needs(1) ? sumTo(picked('PickBackward', grad, positions, values.sizes), node.outline(1)) : null,
  ]);
}

/** The value without leading dimensions of size 1 beyond those of the part, which PyTorch drops. */
function trimmed(value: Tensor, sizes: readonly number[]): Tensor {
  const extra = value.ndim - sizes.length;
  const leading = extra > 0 && product(value.sizes.slice(0, extra)) === 1;
  return leading ? reshape(value, value.sizes.slice(extra)) : value;
}

method('put', put);
