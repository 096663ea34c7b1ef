import { RuntimeError } from '../core/errors.ts';
import { shapeText } from '../core/shape.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';
import { mul } from './mul.ts';
import { tensordot } from './tensordot.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The sum of products along the last dimension of both: (…, k) and (…, k). For vectors it is `dot`; a 0-d
     * tensor multiplies.
     *
     * @throws RuntimeError where the last sizes differ.
     */
    inner(other: Tensor): Tensor;
  }
}

export function inner(a: Tensor, b: Tensor): Tensor {
  const who = 'inner';
  requireTensor(who, a);
  requireTensor(who, b);
  if (a.ndim === 0 || b.ndim === 0) return mul(a, b);
  if (a.sizes.at(-1) !== b.sizes.at(-1)) {
    throw new RuntimeError({
      who,
      seen: `the last dimension must match on both input tensors but got shapes ${shapeText(a.sizes)} and ${shapeText(b.sizes)}`,
    });
  }
  return tensordot(a, b, [[-1], [-1]]);
}

method('inner', inner);
