import { predicate } from './families/pointwise.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** Whether each element is negative, −0 included: a bool tensor. */
    signbit(): Tensor;
  }
}

export const signbit = predicate({
  name: 'signbit',
  test: (x) => x < 0 || Object.is(x, -0),
  wgsl: 'isNegative(x) && !isNaN(x)',
  samples: [-2, -0, 0, 0.5, Number.NEGATIVE_INFINITY],
});
