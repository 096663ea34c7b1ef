import type { Value } from '../sandbox/types.ts';
import { describeShape, isTensor, type ToldSizes } from './describe-value.ts';

/** A wrong shape has an axis too many, or two; more of them are counted and not told. */
const AXES_TOO_MANY = 2;

/**
 * Sizes for a sentence that the student of a hidden case reads. The submission chooses them, and could spell its hidden
 * inputs with them (a tensor of shape (0, 1076, 3021) has no elements and tells two numbers). So only those are told that a
 * right or a mistaken answer has: 0, 1, what the arguments and the expected value have, and their element counts. Any
 * other is `?`.
 */
export function toldSizes(known: readonly Value[], expected: readonly number[] = []): ToldSizes {
  const sizes = new Set([0, 1, ...expected]);
  let mostAxes = expected.length;
  const visit = (value: Value): void => {
    if (isTensor(value)) {
      for (const size of [...value.shape, value.data.length]) sizes.add(size);
      mostAxes = Math.max(mostAxes, value.shape.length);
    } else if (Array.isArray(value)) {
      sizes.add(value.length);
      value.forEach(visit);
    } else if (typeof value === 'object' && value !== null && !('kind' in value)) {
      Object.values(value).forEach(visit);
    }
  };
  known.forEach(visit);
  const size = (one: number): string => (sizes.has(one) ? String(one) : '?');
  return {
    size,
    shape: (shape) =>
      shape.length > mostAxes + AXES_TOO_MANY ? `with ${shape.length} axes` : describeShape(shape.map(size)),
  };
}
