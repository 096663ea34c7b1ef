import { predicate } from './families/pointwise.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** Whether each element is infinite, of either sign: a bool tensor. */
    isinf(): Tensor;
  }
}

export const isinf = predicate({
  name: 'isinf',
  test: (x) => Math.abs(x) === Number.POSITIVE_INFINITY,
  wgsl: 'isInf(x)',
  samples: [0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
});
