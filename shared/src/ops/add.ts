import { scalarNumber } from '../core/python.ts';
import { looped, simd, wgsl, type ZipFormula } from '../device/formulas.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { inPlaceMethod, method } from './families/methods.ts';
import type { Operand } from './families/operand.ts';
import { type BinaryDeclaration, binaryFunction } from './families/pointwise.ts';
import { alphaOf, type ScaledOptions, wholeScale } from './families/scaled.ts';
import { mul } from './mul.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * a + `alpha` · b, with broadcasting. For bools it is the logical or.
     *
     * ```ts
     * torch.tensor([[1], [2]]).add(torch.tensor([10, 20])); // → tensor([[11, 21],\n        [12, 22]])
     * torch.tensor([1, 2]).add(torch.tensor([10, 20]), { alpha: 2 }); // → tensor([21, 42])
     * ```
     *
     * @throws RuntimeError for a fractional `alpha` where the result is an integer.
     */
    add(other: Operand, options?: ScaledOptions): Tensor;
    /** `add`, written over this tensor, which keeps its shape and dtype. */
    add_(other: Operand, options?: ScaledOptions): this;
  }
}

const plus: ZipFormula = wgsl(
  'a + b',
  simd(
    'add',
    looped(
      (a: number, b: number) => a + b,
      (a, p, stepA, b, q, stepB, y, start, end) => {
        for (let i = start; i < end; i++, p += stepA, q += stepB) y[i] = plus(a[p] as number, b[q] as number);
      },
    ),
  ),
);

const declaration: BinaryDeclaration = {
  name: 'add',
  float: plus,
  integer: (a, b) => a + b,
  bool: true,
  backward: { a: (grad) => grad, b: (grad) => grad },
  samples: [
    [-2, 0.5],
    [0, 3],
    [1.5, -4],
    [3, 3],
  ],
};

const sum = binaryFunction(declaration);

export const add = Object.assign(
  (a: Operand, b: Operand, options?: ScaledOptions): Tensor => {
    const alpha = alphaOf('add', a, b, options);
    if (alpha === null) return sum(a, b);
    const [factor, whole] = [scalarNumber(alpha), wholeScale(alpha)];
    return binaryFunction({
      ...declaration,
      float: wgsl('a + k().x * b', (x, y) => x + factor * y, factor),
      integer: (x, y) => x + whole * y,
      backward: { a: (grad) => grad, b: (grad) => mul(grad, alpha) },
    })(a, b);
  },
  { declaration },
);

method('add', add);
inPlaceMethod('add', add);
