import type { Tensor } from '../../tensor/tensor.ts';
import { requireTensor } from '../families/operand.ts';
import type { SoftmaxOptions } from '../families/softmax-options.ts';
import { neg } from '../neg.ts';
import { softmax } from '../softmax.ts';

/**
 * softmax(−x) along `dim`: the smallest element gets the largest share.
 *
 * ```ts
 * F.softmin(torch.tensor([1, 2, 3], { dtype: torch.float32 }), 0); // → tensor([0.6652, 0.2447, 0.0900])
 * ```
 */
export function softmin(x: Tensor, dim: number | SoftmaxOptions, options?: SoftmaxOptions): Tensor {
  requireTensor('softmin', x);
  return softmax(neg(x), dim, options);
}
