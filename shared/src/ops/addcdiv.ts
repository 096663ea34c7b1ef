import { scalarNumber } from '../core/python.ts';
import { wgsl } from '../device/formulas.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { div } from './div.ts';
import { inPlaceMethod, method } from './families/methods.ts';
import { ternaryFunction } from './families/pointwise.ts';
import { factorOf, type ValueOptions } from './families/scaled.ts';
import { mul } from './mul.ts';
import { neg } from './neg.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * x + `value` · a / b, with broadcasting.
     *
     * ```ts
     * torch.tensor([0.5]).addcdiv(torch.tensor([0.5]), torch.tensor([0.25]), { value: 2 }); // → tensor([4.5000])
     * ```
     *
     * @throws RuntimeError for integers.
     */
    addcdiv(a: Tensor, b: Tensor, options?: ValueOptions): Tensor;
    /** addcdiv, written over this tensor, which keeps its shape and dtype. */
    addcdiv_(a: Tensor, b: Tensor, options?: ValueOptions): this;
  }
}

export function addcdiv(x: Tensor, a: Tensor, b: Tensor, options?: ValueOptions): Tensor {
  const value = factorOf('addcdiv', [x, a, b], options);
  const factor = scalarNumber(value);
  return ternaryFunction({
    name: 'addcdiv',
    float: wgsl('a + ratio(k().x * b, c)', (start, u, v) => start + (factor * u) / v, factor),
    // PyTorch gave up integer division here: whether it cuts or rounds down would be a guess.
    integer: null,
    backward: {
      a: (grad) => grad,
      b: (grad, node) => mul(grad, div(value, node.tensor(2))),
      c: (grad, node) => {
        const [u, v] = [node.tensor(1), node.tensor(2)];
        return neg(mul(grad, div(mul(u, value), mul(v, v))));
      },
    },
  })(x, a, b);
}

method('addcdiv', addcdiv);
inPlaceMethod('addcdiv', addcdiv);
