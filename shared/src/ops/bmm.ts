import { matrixProduct } from './families/product.ts';
import { transpose } from './transpose.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The products of two batches of matrices, one by one: (b, n, k) @ (b, k, m) → (b, n, m). Nothing broadcasts;
     * `matmul` does.
     *
     * @throws RuntimeError unless both are 3-D, of one dtype, with as many matrices and inner sizes that agree.
     */
    bmm(other: Tensor): Tensor;
  }
}

export const bmm = matrixProduct({
  name: 'bmm',
  ranks: [3, 3],
  left: (grad, b) => bmm(grad, transpose(b, 1, 2)),
  right: (a, grad) => bmm(transpose(a, 1, 2), grad),
});
