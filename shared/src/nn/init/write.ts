import { noGrad } from '../../autograd/grad-mode.ts';
import type { TypedArray } from '../../core/dtype.ts';
import { ArgumentError, describe } from '../../core/errors.ts';
import { overwriteDrawn } from '../../ops/families/random-fill.ts';
import { Tensor } from '../../tensor/tensor.ts';

/** Writes elements over a parameter (or any tensor) in the order of its memory, unrecorded. */
export function write<T extends Tensor>(who: string, x: T, elements: TypedArray): T {
  return noGrad(() => overwriteDrawn(who, '', x, elements));
}

/** @throws TypeError unless `x` is a tensor. */
export function requireParameter(who: string, x: unknown): asserts x is Tensor {
  if (x instanceof Tensor) return;
  throw new ArgumentError({ who, seen: describe(x), expected: 'a Parameter or another Tensor' });
}
