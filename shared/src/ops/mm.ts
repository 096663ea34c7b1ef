import { matrixProduct } from './families/product.ts';
import { t } from './t.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The product of two matrices, (n, k) @ (k, m) → (n, m): c[i, j] = Σₖ a[i, k] b[k, j].
     *
     * @throws RuntimeError unless both are matrices of one dtype whose inner sizes agree.
     */
    mm(other: Tensor): Tensor;
  }
}

/** With C = A B: dL/dA = G Bᵀ and dL/dB = Aᵀ G, which is (Gᵀ A)ᵀ: so it comes to lie as a transposed B does. */
export const mm = matrixProduct({
  name: 'mm',
  ranks: [2, 2],
  left: (grad, b) => mm(grad, t(b)),
  right: (a, grad, isTransposed) => (isTransposed ? t(mm(t(grad), a)) : mm(t(a), grad)),
});
