import { RuntimeError } from '../core/errors.ts';
import { scalarNumber } from '../core/python.ts';
import { looped, simd, wgsl, type ZipFormula } from '../device/formulas.ts';
import { Tensor } from '../tensor/tensor.ts';
import { inPlaceMethod, method } from './families/methods.ts';
import type { Operand } from './families/operand.ts';
import { type BinaryDeclaration, binaryFunction } from './families/pointwise.ts';
import { alphaOf, type ScaledOptions, wholeScale } from './families/scaled.ts';
import { mul } from './mul.ts';
import { neg } from './neg.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * a − `alpha` · b, with broadcasting.
     *
     * @throws RuntimeError for two bools, and for a fractional `alpha` where the result is an integer.
     */
    sub(other: Operand, options?: ScaledOptions): Tensor;
    /** `sub`, written over this tensor, which keeps its shape and dtype. */
    sub_(other: Operand, options?: ScaledOptions): this;
    /** `other` − `alpha` · this: `sub` with the operands the other way round. */
    rsub(other: Operand, options?: ScaledOptions): Tensor;
  }
}

const minus: ZipFormula = wgsl(
  'a - b',
  simd(
    'sub',
    looped(
      (a: number, b: number) => a - b,
      (a, p, stepA, b, q, stepB, y, start, end) => {
        for (let i = start; i < end; i++, p += stepA, q += stepB)
          y[i] = minus(a[p] as number, b[q] as number);
      },
    ),
  ),
);

const declaration: BinaryDeclaration = {
  name: 'sub',
  float: minus,
  integer: (a, b) => a - b,
  backward: { a: (grad) => grad, b: (grad) => neg(grad) },
  samples: [
    [-2, 0.5],
    [0, 3],
    [1.5, -4],
    [3, 3],
  ],
};

// PyTorch has three names for a difference: it depends on the function, and on the left operand being a number.
const difference = binaryFunction(declaration);
const fromNumber = binaryFunction({ ...declaration, node: 'RsubBackward1' });
const reversed = binaryFunction({ ...declaration, node: 'RsubBackward0' });

export const sub = Object.assign(
  (a: Operand, b: Operand, options?: ScaledOptions): Tensor => {
    requireNumbers(a, b);
    return a instanceof Tensor
      ? (scaled('SubBackward0', a, b, options) ?? difference(a, b))
      : (scaled('RsubBackward1', a, b, options) ?? fromNumber(a, b));
  },
  { declaration },
);

/** @throws RuntimeError where one operand is a bool: PyTorch refuses even a float less a mask. */
function requireNumbers(a: Operand, b: Operand): void {
  const kindA = kindOf(a);
  const kindB = kindOf(b);
  if (!kindA.startsWith('bool') && !kindB.startsWith('bool')) return;
  throw new RuntimeError({
    who: 'sub',
    seen: `operands of kind ${kindA} and ${kindB}`,
    expected: 'numbers: subtraction with a bool tensor is not supported',
    hint: 'logicalNot() turns a mask round, bitwiseXor compares two; convert with .float() to count',
  });
}

function kindOf(x: Operand): string {
  return x instanceof Tensor ? x.dtype.kind : typeof x;
}

/** b − a: PyTorch's `torch.rsub`. */
export function rsub(a: Operand, b: Operand, options?: ScaledOptions): Tensor {
  requireNumbers(a, b);
  return b instanceof Tensor
    ? (scaled('RsubBackward0', b, a, options) ?? reversed(b, a))
    : (scaled('RsubBackward1', b, a, options) ?? fromNumber(b, a));
}

/** a − `alpha` b where `alpha` is not 1; null where it is. */
function scaled(node: string, a: Operand, b: Operand, options: ScaledOptions | undefined): Tensor | null {
  const alpha = alphaOf('sub', a, b, options);
  if (alpha === null) return null;
  const [factor, whole] = [scalarNumber(alpha), wholeScale(alpha)];
  return binaryFunction({
    ...declaration,
    node,
    float: wgsl('a - k().x * b', (x, y) => x - factor * y, factor),
    integer: (x, y) => x - whole * y,
    backward: { a: (grad) => grad, b: (grad) => neg(mul(grad, alpha)) },
  })(a, b);
}

method('sub', sub);
inPlaceMethod('sub', sub);
method('rsub', rsub);
