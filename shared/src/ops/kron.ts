import type { Tensor } from '../tensor/tensor.ts';
import { method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';
import { unsafeView } from './families/unsafe-view.ts';
import { mul } from './mul.ts';
import { reshape } from './reshape.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The Kronecker product: every element of this tensor times the whole other one. Sizes multiply; the shorter
     * shape gets ones in front.
     *
     * ```ts
     * torch.eye(2).kron(torch.tensor([[1, 2]])); // → tensor([[1., 2., 0., 0.],\n        [0., 0., 1., 2.]])
     * ```
     */
    kron(other: Tensor): Tensor;
  }
}

export function kron(a: Tensor, b: Tensor): Tensor {
  requireTensor('kron', a);
  requireTensor('kron', b);
  const rank = Math.max(a.ndim, b.ndim);
  const sizesA = [...new Array<number>(rank - a.ndim).fill(1), ...a.sizes];
  const sizesB = [...new Array<number>(rank - b.ndim).fill(1), ...b.sizes];
  // Dimension by dimension: coarse steps through a, fine steps through b.
  const products = mul(
    reshape(
      a,
      sizesA.flatMap((size) => [size, 1]),
    ),
    reshape(
      b,
      sizesB.flatMap((size) => [1, size]),
    ),
  );
  return unsafeView(
    'UnsafeViewBackward0',
    products,
    sizesA.map((size, dim) => size * (sizesB[dim] as number)),
  );
}

method('kron', kron);
