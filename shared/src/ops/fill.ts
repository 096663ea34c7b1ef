import { ArgumentError, describe } from '../core/errors.ts';
import { isScalar, type Scalar } from '../core/python.ts';
import { filled } from '../tensor/creation.ts';
import { Tensor } from '../tensor/tensor.ts';
import { overwrite } from './families/in-place.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** Sets every element to `value`, in place. */
    fill_(value: Scalar): this;
    /** Sets every element to 0, in place. */
    zero_(): this;
  }
}

Tensor.prototype.fill_ = function (value) {
  if (!isScalar(value))
    throw new ArgumentError({ who: 'fill_', seen: describe(value), expected: 'a number' });
  overwrite('fill_', this, filled([], value, this.dtype));
  return this;
};

Tensor.prototype.zero_ = function () {
  overwrite('zero_', this, filled([], 0, this.dtype));
  return this;
};
