import { bool } from '../core/dtype.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { method } from './families/methods.ts';
import { dtypeComplaint, requireTensor } from './families/operand.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * +x: the tensor itself.
     *
     * @throws RuntimeError for bool.
     */
    positive(): this;
  }
}

export function positive(x: Tensor): Tensor {
  requireTensor('positive', x);
  if (x.dtype === bool) throw dtypeComplaint('positive', bool, 'an integer or floating point dtype');
  return x;
}

method('positive', positive);
