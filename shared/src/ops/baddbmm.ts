import { bmm } from './bmm.ts';
import { plusProduct, type SumFactors } from './families/product.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** beta · x + alpha · A B for batches (b, n, k) and (b, k, m), where x stretches to (b, n, m). */
    baddbmm(a: Tensor, b: Tensor, factors?: SumFactors): Tensor;
    /** `baddbmm`, written over this tensor. */
    baddbmm_(a: Tensor, b: Tensor, factors?: SumFactors): this;
  }
}

export const baddbmm = plusProduct('baddbmm', bmm);
