import { ArgumentError, describe, TorchError, ValueError } from '../core/errors.ts';

/** An axis that the array does not have: NumPy's `AxisError`. */
export class AxisError extends TorchError {
  override readonly name = 'AxisError';
}

/**
 * An axis counted from the front.
 *
 * @throws AxisError outside −ndim … ndim − 1; TypeError for what is no whole number.
 */
export function readAxis(who: string, axis: unknown, ndim: number): number {
  if (typeof axis !== 'number' || !Number.isInteger(axis)) {
    throw new ArgumentError({ who, seen: `axis is ${describe(axis)}`, expected: 'a whole number' });
  }
  if (axis < -ndim || axis >= ndim) {
    throw new AxisError({
      who,
      seen: `axis ${axis} is out of bounds for array of dimension ${ndim}`,
      expected: ndim === 0 ? 'no axis: the array has none' : `an axis from ${-ndim} to ${ndim - 1}`,
    });
  }
  return axis < 0 ? axis + ndim : axis;
}

/** One axis or several, each once. @throws ValueError for one that stands twice. */
export function readAxes(who: string, axis: unknown, ndim: number): number[] {
  const given: readonly unknown[] = Array.isArray(axis) ? axis : [axis];
  const axes = given.map((one) => readAxis(who, one, ndim));
  if (new Set(axes).size < axes.length) {
    throw new ValueError({ who, seen: `axes (${axes.join(', ')})`, expected: 'no axis twice' });
  }
  return axes;
}

/** The order that undoes a transposition: axis i goes back to where `order` took it from. */
export function inverseOrder(order: readonly number[]): number[] {
  return order.map((_, i) => order.indexOf(i));
}
