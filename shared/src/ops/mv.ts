import { matrixProduct } from './families/product.ts';
import { outer } from './outer.ts';
import { t } from './t.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** The product of a matrix (n, k) and a vector (k,), of shape (n,). @throws RuntimeError where they do not fit. */
    mv(vector: Tensor): Tensor;
  }
}

/** With y = A x: dL/dA = g xᵀ and dL/dx = Aᵀ g. */
export const mv = matrixProduct({
  name: 'mv',
  ranks: [2, 1],
  left: (grad, x) => outer(grad, x),
  right: (a, grad) => mv(t(a), grad),
});
