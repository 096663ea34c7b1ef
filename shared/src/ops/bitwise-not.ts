import { bool } from '../core/dtype.ts';
import { ArgumentError } from '../core/errors.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { bitwiseXor } from './bitwise-xor.ts';
import { inPlaceMethod, method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * Every bit inverted: Python's ~, which is −x − 1. For bools the logical not.
     *
     * ```ts
     * torch.tensor([true, false]).bitwiseNot(); // → tensor([False,  True])
     * ```
     *
     * @throws TypeError for floats.
     */
    bitwiseNot(): Tensor;
    /** bitwiseNot, written over this tensor. */
    bitwiseNot_(): this;
  }
}

export function bitwiseNot(x: Tensor): Tensor {
  requireTensor('bitwiseNot', x);
  if (x.dtype.kind === 'float') {
    throw new ArgumentError({
      who: 'bitwiseNot',
      seen: `a tensor of dtype ${x.dtype}`,
      expected: 'an integer or bool dtype',
      hint: 'logicalNot() asks which elements are 0',
    });
  }
  return bitwiseXor(x, x.dtype === bool ? true : -1);
}

method('bitwiseNot', bitwiseNot);
inPlaceMethod('bitwiseNot', bitwiseNot);
