import { simd, wgsl } from '../device/formulas.ts';
import { unary } from './families/pointwise.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * −x. Integers wrap around; bool has no negative.
     *
     * @throws RuntimeError for bool: `logicalNot` inverts a mask.
     */
    neg(): Tensor;
    /** neg, written over this tensor. */
    neg_(): this;
  }
}

export const neg = unary({
  name: 'neg',
  float: simd(
    'neg',
    wgsl('negated(x)', (x) => -x),
  ),
  integer: (x) => -x,
  backward: (grad) => neg(grad),
  samples: [-2, -0.5, 0, 0.5, 3],
});
