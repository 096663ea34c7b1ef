import { looped, type MapFormula, simd, wgsl, type ZipFormula } from '../device/formulas.ts';
import { binaryFunction, unary } from './families/pointwise.ts';
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
const logistic: MapFormula = wgsl(
  'logistic(x)',
  simd(
    'sigmoid',
    looped(
      (x: number) => 1 / (1 + Math.exp(-x)),
      (x, y) => {
        for (let i = 0; i < y.length; i++) y[i] = logistic(x[i] as number);
      },
    ),
  ),
);

const singleSlope: ZipFormula = simd(
  'sigmoidGradient',
  wgsl(
    'a * (1.0 - b) * b',
    looped(
      (grad: number, y: number) => Math.fround(grad * Math.fround(1 - y)) * y,
      (a, p, stepA, b, q, stepB, y, start, end) => {
        for (let i = start; i < end; i++, p += stepA, q += stepB) {
          y[i] = singleSlope(a[p] as number, b[q] as number);
        }
      },
    ),
  ),
);

/** dL/dx = dL/dy (1 − y) y, one operation on dL/dy and y with a gradient of its own. */
const gradientOf = binaryFunction({
  name: 'sigmoidGradient',
  float: (grad, y) => grad * (1 - y) * y,
  single: singleSlope,
  node: 'SigmoidBackwardBackward0',
  backward: {
    a: (outer, { b: y }) => gradientOf(outer, y),
    b: (outer, { a: grad, b: y }) => mul(mul(outer, grad), sub(1, mul(y, 2))),
  },
});

export const sigmoid = unary({
  name: 'sigmoid',
  float: logistic,
  backward: (grad, { y }) => gradientOf(grad, y),
  samples: [-1000, -2, 0, 0.5, 1000],
});
