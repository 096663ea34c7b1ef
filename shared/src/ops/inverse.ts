import type { Tensor } from '../tensor/tensor.ts';
import { method } from './families/methods.ts';
import { inverted } from './linalg/inv.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** The inverse of this square matrix, or of each in a batch: `torch.linalg.inv`. */
    inverse(): Tensor;
  }
}

export function inverse(x: Tensor): Tensor {
  return inverted('inverse', x);
}

method('inverse', inverse);
