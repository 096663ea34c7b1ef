import { RuntimeError } from '../../core/errors.ts';
import { canCast } from '../../core/promotion.ts';
import { isContiguous, sameSizes, shapeText } from '../../core/shape.ts';
import { positionsOf } from '../../device/cpu/strided.ts';
import { broadcastElements } from '../../tensor/elements.ts';
import type { Tensor } from '../../tensor/tensor.ts';

/**
 * Writes the elements of `source`, stretched and converted, into `x`, and so into every view of its storage.
 *
 * @throws RuntimeError where `source` does not stretch to the shape of `x`: a tensor never grows in place.
 */
export function overwrite(who: string, x: Tensor, source: Tensor): void {
  const elements = broadcastElements(source, x.sizes, x.dtype);
  const target = x.storage.data;
  const repeated = elements.length === 1 && x.numel() !== 1;
  if (x.sizes.some((size, dim) => size > 1 && x.strides[dim] === 0)) {
    throw new RuntimeError({
      who,
      seen: `a view of shape ${shapeText(x.sizes)} whose elements share storage (it comes from expand)`,
      hint: 'clone() it first',
    });
  }
  if (!repeated && isContiguous(x.sizes, x.strides)) {
    if (target instanceof BigInt64Array) {
      if (elements instanceof BigInt64Array) target.set(elements, x.offset);
    } else if (!(elements instanceof BigInt64Array)) {
      target.set(elements, x.offset);
    }
    return;
  }
  const positions = positionsOf(x);
  for (let i = 0; i < positions.length; i++)
    target[positions[i] as number] = elements[repeated ? 0 : i] as number;
}

/**
 * The in-place form of an operation: computes `result` of `x`, then writes it over `x`, which it returns.
 * Computing first keeps `x.add_(x.t())` right.
 *
 * @throws RuntimeError where the result has another shape or a dtype of a higher kind than `x`.
 */
export function writeBack<T extends Tensor>(who: string, x: T, result: Tensor): T {
  if (!sameSizes(x.sizes, result.sizes)) {
    throw new RuntimeError({
      who,
      seen: `the result has shape ${shapeText(result.sizes)}, the tensor that is to hold it ${shapeText(x.sizes)}`,
      expected: 'a result of the same shape',
      hint: `without the underscore, ${who.replace(/_$/, '')} gives a new tensor`,
    });
  }
  if (!canCast(result.dtype, x.dtype)) {
    throw new RuntimeError({
      who,
      seen: `result type ${result.dtype.scalarName} can't be cast to the desired output type ${x.dtype.scalarName}`,
      hint: 'convert first, with .float(): whole numbers make an int64 tensor',
    });
  }
  overwrite(who, x, result);
  return x;
}
