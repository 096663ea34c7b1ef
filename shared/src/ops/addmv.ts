import { plusProduct, type SumFactors } from './families/product.ts';
import { mv } from './mv.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** beta · x + alpha · A v for a matrix (n, k) and a vector (k,), where x stretches to (n,). */
    addmv(a: Tensor, vector: Tensor, factors?: SumFactors): Tensor;
    /** `addmv`, written over this tensor. */
    addmv_(a: Tensor, vector: Tensor, factors?: SumFactors): this;
  }
}

export const addmv = plusProduct('addmv', mv);
