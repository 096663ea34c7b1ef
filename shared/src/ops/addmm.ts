import { plusProduct, type SumFactors } from './families/product.ts';
import { mm } from './mm.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * beta · x + alpha · A B for matrices (n, k) and (k, m), where x stretches to (n, m): what a linear layer
     * computes, with its bias as x.
     *
     * ```ts
     * const [a, b] = [torch.tensor([[1, 2]]), torch.tensor([[3], [4]])];
     * torch.tensor([100]).addmm(a, b, { alpha: 2 }); // → tensor([[122]])
     * ```
     *
     * @throws RuntimeError where the shapes do not fit or the dtypes differ.
     */
    addmm(a: Tensor, b: Tensor, factors?: SumFactors): Tensor;
    /** `addmm`, written over this tensor. */
    addmm_(a: Tensor, b: Tensor, factors?: SumFactors): this;
  }
}

export const addmm = plusProduct('addmm', mm);
