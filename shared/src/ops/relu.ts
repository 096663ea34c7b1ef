import { looped, type MapFormula, simd, wgsl, type ZipFormula } from '../device/formulas.ts';
import { zerosLike } from '../tensor/creation.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { assign } from './families/in-place.ts';
import { requireTensor } from './families/operand.ts';
import { binaryFunction, unary } from './families/pointwise.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** max(x, 0), the rectified linear unit. NaN stays NaN. */
    relu(): Tensor;
    /** relu, written over this tensor. */
    relu_(): this;
  }
}

const positivePart: MapFormula = wgsl(
  'select(x, 0.0, x < 0.0 && !isNaN(x))',
  simd(
    'relu',
    looped(
      (x: number) => (x < 0 ? 0 : x),
      (x, y) => {
        for (let i = 0; i < y.length; i++) y[i] = positivePart(x[i] as number);
      },
    ),
  ),
);

const slope: ZipFormula = wgsl(
  'select(a, 0.0, b <= 0.0 && !isNaN(b))',
  simd(
    'reluGradient',
    looped(
      (grad: number, y: number) => (y <= 0 ? 0 : grad),
      (a, p, stepA, b, q, stepB, y, start, end) => {
        for (let i = start; i < end; i++, p += stepA, q += stepB)
          y[i] = slope(a[p] as number, b[q] as number);
      },
    ),
  ),
);

/** dL/dx from dL/dy and y, which has a gradient of its own, 0: a second derivative goes through. */
const gradientOf = binaryFunction({
  name: 'reluGradient',
  float: slope,
  node: 'ThresholdBackwardBackward0',
  backward: { a: (outer, { b }) => gradientOf(outer, b), b: (outer) => zerosLike(outer) },
});

export const relu = unary({
  name: 'relu',
  float: positivePart,
  integer: (x) => (x < 0n ? 0n : x),
  backward: (grad, { y }) => gradientOf(grad, y),
  samples: [-2, -0.5, 0, 0.5, 3],
});

/** `x.relu_()`: PyTorch has it as a function too. */
export function relu_(x: Tensor): Tensor {
  requireTensor('relu_', x);
  return assign('relu_', x, relu(x));
}
