import { Tensor } from '../tensor/tensor.ts';
import { expand } from './expand.ts';
import { overwrite } from './families/in-place.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** Writes the elements of `source`, stretched to this shape and converted to this dtype, over this tensor. */
    copy_(source: Tensor): this;
  }
}

Tensor.prototype.copy_ = function (source) {
  overwrite('copy_', this, expand('copy_', source, this.sizes));
  return this;
};
