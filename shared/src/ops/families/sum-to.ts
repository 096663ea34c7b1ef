import { sameSizes } from '../../core/shape.ts';
import type { Outline } from '../../tensor/graph.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { reshaped } from '../reshape.ts';
import { sumOver } from '../sum.ts';

/**
 * The gradient of an operand that was stretched: every element of the operand was used several times, so its
 * gradient is the sum over those uses.
 */
export function sumTo(grad: Tensor, operand: Pick<Outline, 'sizes'> | null): Tensor {
  if (operand === null || sameSizes(grad.sizes, operand.sizes)) return grad;
  const { sizes } = operand;
  const added = grad.ndim - sizes.length;
  const stretched: number[] = [];
  for (let dim = 0; dim < grad.ndim; dim++) {
    if (dim < added || (sizes[dim - added] === 1 && grad.sizes[dim] !== 1)) stretched.push(dim);
  }
  // Dimensions that the operand does not have at all go; others stay, at size 1.
  if (added > 0 && stretched.length === added) return sumOver(grad, { dim: stretched });
  const summed = stretched.length === 0 ? grad : sumOver(grad, { dim: stretched, keepdim: true });
  return added === 0 ? summed : reshaped(summed, sizes);
}
