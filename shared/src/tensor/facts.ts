import { ArgumentError, describe } from '../core/errors.ts';
import { Tensor } from './tensor.ts';

/*
 * What can be asked of a tensor, as functions of `torch`.
 */

/** Whether a value is a tensor: `torch.is_tensor`. */
export function isTensor(value: unknown): value is Tensor {
  return value instanceof Tensor;
}

/** Whether the dtype is float32 or float64: `torch.is_floating_point`. */
export function isFloatingPoint(x: Tensor): boolean {
  return known('isFloatingPoint', x).isFloatingPoint();
}

/** The number of elements: `torch.numel`. */
export function numel(x: Tensor): number {
  return known('numel', x).numel();
}

function known(who: string, x: unknown): Tensor {
  if (x instanceof Tensor) return x;
  throw new ArgumentError({ who, seen: describe(x), expected: 'a Tensor' });
}
