import { ArgumentError, describe, RuntimeError } from '../core/errors.ts';
import { polygamma as polygammaOf } from '../core/special/gamma-function.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { digamma } from './digamma.ts';
import { method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';
import { unaryFunction } from './families/pointwise.ts';
import { mul } from './mul.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The n-th derivative of digamma; digamma itself for n = 0.
     *
     * @throws RuntimeError for a negative n.
     */
    polygamma(n: number): Tensor;
  }
}

/** The n-th derivative of digamma at x: PyTorch's `torch.polygamma`. */
export function polygamma(n: number, x: Tensor): Tensor {
  const who = 'polygamma';
  requireTensor(who, x);
  if (!Number.isInteger(n)) {
    throw new ArgumentError({ who, seen: `n is ${describe(n)}`, expected: 'a whole number' });
  }
  if (n < 0) {
    throw new RuntimeError({
      who,
      seen: `n is ${n}`,
      expected: 'n ≥ 0: polygamma(n, x) does not support negative n',
    });
  }
  if (n === 0) return digamma(x);
  return unaryFunction({
    name: 'polygamma',
    float: (value) => polygammaOf(n, value),
    backward: (grad, node) => mul(grad, polygamma(n + 1, node.x)),
  })(x);
}

method('polygamma', (x: Tensor, n: number) => polygamma(n, x));
