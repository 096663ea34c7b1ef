import type { Tensor } from '../../tensor/tensor.ts';
import { thinSvd } from './svd.ts';

/**
 * The singular values of a matrix (…, m, n), from the largest down: (…, min(m, n)).
 *
 * ```ts
 * torch.linalg.svdvals(torch.tensor([[0, 2.5], [1, 0]])); // → tensor([2.5000, 1.0000])
 * ```
 */
export function svdvals(x: Tensor): Tensor {
  return thinSvd('linalg.svdvals', x)[1];
}
