import { simd } from '../device/formulas.ts';
import { unary } from './families/pointwise.ts';
import { mul } from './mul.ts';
import { sub } from './sub.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The logistic function 1 / (1 + e⁻ˣ): between 0 and 1, 1/2 at 0.
     *
     * ```ts
     * torch.tensor([-1000, 0, 1000]).sigmoid(); // → tensor([0.0000, 0.5000, 1.0000])
     * ```
     */
    sigmoid(): Tensor;
    /** sigmoid, written over this tensor. */
    sigmoid_(): this;
  }
}

// e⁻ˣ may overflow to infinity for very negative x; 1 / (1 + ∞) is 0, the right limit, so no case is needed.
const logistic = simd('sigmoid', (x: number): number => 1 / (1 + Math.exp(-x)));

export const sigmoid = unary({
  name: 'sigmoid',
  float: logistic,
  backward: (grad, { y }) => mul(mul(grad, sub(1, y)), y),
  samples: [-1000, -2, 0, 0.5, 1000],
});
