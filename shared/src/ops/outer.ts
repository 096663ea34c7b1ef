import type { Tensor } from '../tensor/tensor.ts';
import { method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';
import { requireRank } from './families/product.ts';
import { mul } from './mul.ts';
import { reshape } from './reshape.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * Every product of an element of this vector (n,) with one of the other (m,): y[i, j] = aᵢ bⱼ, of shape (n, m).
     *
     * ```ts
     * torch.tensor([1, 2]).outer(torch.tensor([3, 4])); // → tensor([[3, 4],\n        [6, 8]])
     * ```
     *
     * @throws RuntimeError unless both are 1-D.
     */
    outer(other: Tensor): Tensor;
  }
}

export function outer(a: Tensor, b: Tensor): Tensor {
  const who = 'outer';
  requireTensor(who, a);
  requireTensor(who, b);
  requireRank(who, 'self', a, 1);
  requireRank(who, 'vec2', b, 1);
  return mul(reshape(a, [a.sizes[0] as number, 1]), b);
}

method('outer', outer);
