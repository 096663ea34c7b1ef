import { scalarNumber } from '../core/python.ts';
import { wgsl } from '../device/formulas.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { inPlaceMethod, method } from './families/methods.ts';
import { ternaryFunction } from './families/pointwise.ts';
import { factorOf, type ValueOptions, wholeScale } from './families/scaled.ts';
import { mul } from './mul.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * x + `value` · a · b, with broadcasting.
     *
     * ```ts
     * torch.tensor([1, 2]).addcmul(torch.tensor([3, 4]), torch.tensor([5, 6]), { value: 2 }); // → tensor([31, 50])
     * ```
     *
     * @throws RuntimeError for a fractional `value` where the result is an integer.
     */
    addcmul(a: Tensor, b: Tensor, options?: ValueOptions): Tensor;
    /** addcmul, written over this tensor, which keeps its shape and dtype. */
    addcmul_(a: Tensor, b: Tensor, options?: ValueOptions): this;
  }
}

export function addcmul(x: Tensor, a: Tensor, b: Tensor, options?: ValueOptions): Tensor {
  const value = factorOf('addcmul', [x, a, b], options);
  const [factor, whole] = [scalarNumber(value), wholeScale(value)];
  return ternaryFunction({
    name: 'addcmul',
    float: wgsl('a + k().x * b * c', (start, u, v) => start + factor * u * v, factor),
    integer: (start, u, v) => start + whole * u * v,
    narrow: (start, u, v) => start + Math.imul(factor, Math.imul(u, v)),
    backward: {
      a: (grad) => grad,
      b: (grad, node) => mul(grad, mul(node.tensor(2), value)),
      c: (grad, node) => mul(grad, mul(node.tensor(1), value)),
    },
  })(x, a, b);
}

method('addcmul', addcmul);
inPlaceMethod('addcmul', addcmul);
