import { describe, RuntimeError } from '../core/errors.ts';
import { checkOptions } from '../core/options.ts';
import { looped, simd, wgsl, type ZipFormula } from '../device/formulas.ts';
import { zerosLike } from '../tensor/creation.ts';
import { Tensor } from '../tensor/tensor.ts';
import { floored, truncated } from './families/division.ts';
import { inPlaceMethod, method } from './families/methods.ts';
import type { Operand } from './families/operand.ts';
import { type BinaryDeclaration, binaryFunction } from './families/pointwise.ts';
import { mul } from './mul.ts';
import { neg } from './neg.ts';
import { reciprocal } from './reciprocal.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * a / b, the true quotient: integers become float32. With `roundingMode` 'floor' the quotient rounded down, as
     * Python's //, with 'trunc' cut towards zero; both keep integers.
     *
     * ```ts
     * torch.tensor([1, 2]).div(2); // → tensor([0.5000, 1.0000])
     * torch.tensor([-7, 7]).div(2, { roundingMode: 'floor' }); // → tensor([-4,  3])
     * torch.tensor([-7, 7]).div(2, { roundingMode: 'trunc' }); // → tensor([-3,  3])
     * ```
     *
     * @throws RuntimeError for another rounding mode, and for a rounded quotient of integers by 0.
     */
    div(other: Operand, options?: DivOptions): Tensor;
    /** `div`, written over this tensor, which keeps its shape and dtype. */
    div_(other: Operand, options?: DivOptions): this;
    /** `div` without a rounding mode: PyTorch's `true_divide`. */
    trueDivide(other: Operand): Tensor;
    /** `div_` without a rounding mode. */
    trueDivide_(other: Operand): this;
  }
}

export interface DivOptions {
  readonly roundingMode?: 'floor' | 'trunc' | null;
}

const ratio: ZipFormula = wgsl(
  'ratio(a, b)',
  simd(
    'div',
    looped(
      (a: number, b: number) => a / b,
      (a, p, stepA, b, q, stepB, y, start, end) => {
        for (let i = start; i < end; i++, p += stepA, q += stepB)
          y[i] = ratio(a[p] as number, b[q] as number);
      },
    ),
  ),
);

const declaration: BinaryDeclaration = {
  name: 'div',
  float: ratio,
  backward: {
    a: (grad, { b }) => div(grad, b),
    b: (grad, { a, b }) => mul(neg(grad), div(div(a, b), b)),
  },
  samples: [
    [-2, 0.5],
    [0, 3],
    [1.5, -4],
    [3, 3],
  ],
};

const quotient = binaryFunction(declaration);

const flat = {
  name: 'div',
  node: 'DivBackward2',
  backward: { a: (grad: Tensor) => zerosLike(grad), b: (grad: Tensor) => zerosLike(grad) },
};
const flooredQuotient = binaryFunction({ ...flat, ...floored });
const truncatedQuotient = binaryFunction({ ...flat, ...truncated });
export const div = Object.assign(
  (a: Operand, b: Operand, options?: DivOptions): Tensor => {
    if (options === undefined) return trueDivide(a, b);
    checkOptions('div', options, ['roundingMode']);
    const { roundingMode = null } = options;
    if (roundingMode === null) return trueDivide(a, b);
    if (roundingMode === 'floor') return flooredQuotient(a, b);
    if (roundingMode === 'trunc') return truncatedQuotient(a, b);
    throw new RuntimeError({
      who: 'div',
      seen: `div expected rounding_mode to be one of None, 'trunc', or 'floor' but found ${describe(roundingMode)}`,
      expected: "roundingMode: 'trunc', 'floor' or null",
    });
  },
  { declaration },
);

/** a / b: PyTorch's `torch.true_divide`. */
export function trueDivide(a: Operand, b: Operand): Tensor {
  // PyTorch computes `number / tensor` as the tensor's reciprocal times the number, which rounds twice.
  return a instanceof Tensor || !(b instanceof Tensor) ? quotient(a, b) : mul(reciprocal(b), a);
}

method('div', div);
inPlaceMethod('div', div);
method('trueDivide', trueDivide);
inPlaceMethod('trueDivide', trueDivide);
