import { isScalar, type Scalar } from '../core/python.ts';
import { filled, moved, zerosLike } from '../tensor/creation.ts';
import { record } from '../tensor/graph.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { expand } from './expand.ts';
import { copyOf } from './families/computed.ts';
import { assign } from './families/in-place.ts';
import { method } from './families/methods.ts';
import { requireFillValue } from './masked-fill.ts';
import { sum } from './sum.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** Sets every element to `value`, a number or a 0-d tensor, in place. */
    fill_(value: Scalar | Tensor): this;
    /** Sets every element to 0, in place. */
    zero_(): this;
  }
}

/** A tensor like `x` with one value everywhere, as what `x` becomes when it is filled. */
function constant(name: string, x: Tensor, value: Scalar | Tensor): Tensor {
  const y = isScalar(value)
    ? filled(x.sizes, value, x.dtype, x.device)
    : copyOf(expand('fill_', moved(value.detach(), x.device), x.sizes), x.dtype);
  return record(y, name, [x, value], (grad, node) => [
    node.needs(0) ? zerosLike(grad) : null,
    node.needs(1) ? sum(grad) : null,
  ]);
}

method('fill_', (x: Tensor, value: Scalar | Tensor) => {
  requireFillValue('fill_', value);
  return assign('fill_', x, constant(`FillBackward${isScalar(value) ? 2 : 3}`, x, value));
});

method('zero_', (x: Tensor) => assign('zero_', x, constant('ZeroBackward0', x, 0)));
