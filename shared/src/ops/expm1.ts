import { wgsl } from '../device/formulas.ts';
import { add } from './add.ts';
import { unary } from './families/pointwise.ts';
import { mul } from './mul.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** eˣ − 1, exact for small x where eˣ itself rounds to 1. */
    expm1(): Tensor;
    /** expm1, written over this tensor. */
    expm1_(): this;
  }
}

export const expm1 = unary({
  name: 'expm1',
  float: wgsl('exponentialM1(x)', (x) => Math.expm1(x)),
  backward: (grad, { y }) => mul(grad, add(y, 1)),
  samples: [-2, -1e-8, 0, 1e-8, 2],
});
