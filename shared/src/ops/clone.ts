import { elementsOf } from '../tensor/elements.ts';
import { record } from '../tensor/graph.ts';
import { fromElements, Tensor } from '../tensor/tensor.ts';
import { method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** A copy with storage of its own. */
    clone(): Tensor;
    /** This tensor if its elements lie in row-major order, else a copy in which they do. */
    contiguous(): Tensor;
  }
}

export function clone(x: Tensor): Tensor {
  requireTensor('clone', x);
  const y = fromElements(elementsOf(x).slice(), x.dtype, x.sizes);
  return record(y, 'CloneBackward0', [x], (grad) => [grad]);
}

method('clone', clone);

Tensor.prototype.contiguous = function () {
  return this.isContiguous() ? this : clone(this);
};
