import { predicate } from './families/pointwise.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** Whether each element is NaN: a bool tensor. */
    isnan(): Tensor;
  }
}

export const isnan = predicate({
  name: 'isnan',
  test: Number.isNaN,
  wgsl: 'isNaN(x)',
  samples: [0, 1, Number.NaN, Number.POSITIVE_INFINITY],
});
