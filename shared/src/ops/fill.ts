import { ArgumentError, describe } from '../core/errors.ts';
import { isScalar, type Scalar } from '../core/python.ts';
import { filled, zerosLike } from '../tensor/creation.ts';
import { record } from '../tensor/graph.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { assign } from './families/in-place.ts';
import { method } from './families/methods.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** Sets every element to `value`, in place. */
    fill_(value: Scalar): this;
    /** Sets every element to 0, in place. */
    zero_(): this;
  }
}

function constant(name: string, x: Tensor, value: Scalar): Tensor {
  return record(filled(x.sizes, value, x.dtype), name, [x], (grad) => [zerosLike(grad)]);
}

method('fill_', (x: Tensor, value: Scalar) => {
  if (!isScalar(value))
    throw new ArgumentError({ who: 'fill_', seen: describe(value), expected: 'a number' });
  return assign('fill_', x, constant('FillBackward0', x, value));
});

method('zero_', (x: Tensor) => assign('zero_', x, constant('ZeroBackward0', x, 0)));
