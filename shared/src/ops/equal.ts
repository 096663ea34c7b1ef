import { sameSizes } from '../core/shape.ts';
import { elementsOf } from '../tensor/elements.ts';
import { Tensor } from '../tensor/tensor.ts';
import { requireTensor } from './families/operand.ts';
import { sameDevice } from './families/placing.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** Whether both tensors have the same shape and equal elements; NaN equals nothing. A JavaScript boolean. */
    equal(other: Tensor): boolean;
  }
}

export function equal(a: Tensor, b: Tensor): boolean {
  const who = 'equal';
  requireTensor(who, a);
  requireTensor(who, b);
  sameDevice(who, [a, b]);
  if (!sameSizes(a.sizes, b.sizes)) return false;
  const dataA = elementsOf(a);
  const dataB = elementsOf(b);
  // Loose equality is the exact one between a number and a bigint.
  // biome-ignore lint/suspicious/noDoubleEquals: 1n and 1 are equal elements of two dtypes.
  for (let i = 0; i < dataA.length; i++) if ((dataA[i] as number) != (dataB[i] as number)) return false;
  return true;
}

Tensor.prototype.equal = function (other) {
  return equal(this, other);
};
