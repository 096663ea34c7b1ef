import { noGrad } from '../../autograd/grad-mode.ts';
import { ArgumentError, describe } from '../../core/errors.ts';
import { isScalar, type Scalar } from '../../core/python.ts';
import { overwrite } from '../../ops/families/in-place.ts';
import { filled } from '../../tensor/creation.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { requireParameter } from './write.ts';

export interface ConstantOptions {
  readonly val: Scalar;
}

/** Sets every element to `val`. */
export function constant_<T extends Tensor>(x: T, val: Scalar | ConstantOptions): T {
  const value = typeof val === 'object' && 'val' in val ? val.val : val;
  if (!isScalar(value))
    throw new ArgumentError({ who: 'constant_', seen: describe(value), expected: 'a number' });
  return fill('constant_', x, value);
}

/** Sets every element to 1. */
export function ones_<T extends Tensor>(x: T): T {
  return fill('ones_', x, 1);
}

/**
 * Sets every element to 0.
 *
 * ```ts
 * nn.init.zeros_(new nn.Linear(2, 1).weight).tolist(); // → [ [ 0, 0 ] ]
 * ```
 */
export function zeros_<T extends Tensor>(x: T): T {
  return fill('zeros_', x, 0);
}

function fill<T extends Tensor>(who: string, x: T, value: Scalar): T {
  requireParameter(who, x);
  noGrad(() => overwrite(who, x, filled([], value, x.dtype)));
  return x;
}
