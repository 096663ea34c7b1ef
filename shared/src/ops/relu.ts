import type { Tensor } from '../tensor/tensor.ts';
import { assign } from './families/in-place.ts';
import { requireTensor } from './families/operand.ts';
import { unary } from './families/pointwise.ts';
import { le } from './le.ts';
import { where } from './where.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** max(x, 0), the rectified linear unit. NaN stays NaN. */
    relu(): Tensor;
    /** relu, written over this tensor. */
    relu_(): this;
  }
}

export const relu = unary({
  name: 'relu',
  float: (x) => (x < 0 ? 0 : x),
  integer: (x) => (x < 0n ? 0n : x),
  backward: (grad, { y }) => where(le(y, 0), 0, grad),
  samples: [-2, -0.5, 0, 0.5, 3],
});

/** `x.relu_()`: PyTorch has it as a function too. */
export function relu_(x: Tensor): Tensor {
  requireTensor('relu_', x);
  return assign('relu_', x, relu(x));
}
