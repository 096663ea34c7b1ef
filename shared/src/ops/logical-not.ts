import { predicate } from './families/pointwise.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** Whether each element is 0: a bool tensor. Inverts a mask. */
    logicalNot(): Tensor;
  }
}

export const logicalNot = predicate({
  name: 'logicalNot',
  test: (x) => x === 0,
  wgsl: 'same(x, 0.0)',
  samples: [0, -0, 1, 0.5, Number.NaN],
});
