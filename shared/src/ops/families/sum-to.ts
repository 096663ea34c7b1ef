import { sameSizes } from '../../core/shape.ts';
import type { Outline } from '../../tensor/graph.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { reshape } from '../reshape.ts';
import { sum } from '../sum.ts';

/**
 * The gradient of an operand that was stretched: every element of the operand was used several times, so its
 * gradient is the sum over those uses.
 */
export function sumTo(grad: Tensor, operand: Pick<Outline, 'sizes'> | null): Tensor {
  if (operand === null || sameSizes(grad.sizes, operand.sizes)) return grad;
  const { sizes } = operand;
  const added = grad.ndim - sizes.length;
  const stretched = grad.sizes
    .map((_, dim) => dim)
    .filter((dim) => dim < added || (sizes[dim - added] === 1 && grad.sizes[dim] !== 1));
  const summed = stretched.length === 0 ? grad : sum(grad, stretched, true);
  return added === 0 ? summed : reshape(summed, sizes);
}
