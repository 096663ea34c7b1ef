import { isScalar, type Scalar } from '../core/python.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';
import { norm } from './norm.ts';
import { sub } from './sub.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The `p`-norm of the difference a − b, with broadcasting: the Euclidean distance for `p` = 2, which it is
     * unless said.
     *
     * ```ts
     * torch.tensor([0.5, 3]).dist(torch.tensor([3.5, 7])); // → tensor(5.)
     * ```
     */
    dist(other: Tensor, p?: Scalar | DistOptions): Tensor;
  }
}

export interface DistOptions {
  readonly p?: Scalar;
}

export function dist(a: Tensor, b: Tensor, p: Scalar | DistOptions = 2): Tensor {
  requireTensor('dist', a);
  requireTensor('dist', b);
  return norm(sub(a, b), isScalar(p) ? p : (p.p ?? 2));
}

method('dist', dist);
