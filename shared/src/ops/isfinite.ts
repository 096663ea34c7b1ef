import { predicate } from './families/pointwise.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** Whether each element is neither NaN nor infinite: a bool tensor. */
    isfinite(): Tensor;
  }
}

export const isfinite = predicate({
  name: 'isfinite',
  test: Number.isFinite,
  wgsl: 'isFinite(x)',
  samples: [0, 1, Number.NaN, Number.NEGATIVE_INFINITY],
});
