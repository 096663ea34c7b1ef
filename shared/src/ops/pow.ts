import { RuntimeError } from '../core/errors.ts';
import { PyFloat, scalarNumber } from '../core/python.ts';
import { wgsl } from '../device/formulas.ts';
import { zerosLike } from '../tensor/creation.ts';
import { Tensor } from '../tensor/tensor.ts';
import { eq } from './eq.ts';
import { inPlaceMethod, method } from './families/methods.ts';
import { type Operand, requireOperand } from './families/operand.ts';
import { type BinaryDeclaration, binaryFunction } from './families/pointwise.ts';
import { ge } from './ge.ts';
import { log } from './log.ts';
import { logicalAnd } from './logical-and.ts';
import { mul } from './mul.ts';
import { square } from './square.ts';
import { sub } from './sub.ts';
import { where } from './where.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * a to the power of b, with broadcasting.
     *
     * ```ts
     * torch.tensor([1, 2, 3]).pow(2); // → tensor([1, 4, 9])
     * ```
     *
     * @throws RuntimeError for integers to a negative whole number: the result would be no integer.
     */
    pow(exponent: Operand): Tensor;
    /** `pow`, written over this tensor, which keeps its shape and dtype. */
    pow_(exponent: Operand): this;
  }
}

const declaration: BinaryDeclaration = {
  name: 'pow',
  float: wgsl('power(a, b)', floatPower),
  integer: integerPower,
  narrow: narrowPower,
  backward: {
    // b = 0 is set apart: 0 · 0⁻¹ would be NaN where the derivative of a⁰ is 0.
    a: (grad, { a, b }) =>
      b instanceof Tensor
        ? where(eq(b, 0), 0, mul(grad, mul(b, pow(a, sub(b, 1)))))
        : scalarNumber(b) === 0
          ? zerosLike(grad)
          : mul(grad, mul(pow(a, new PyFloat(scalarNumber(b) - 1)), b)),
    b: (grad, { a, b, y }) => {
      const logA = a instanceof Tensor ? log(a) : Math.log(scalarNumber(a));
      const flat = logicalAnd(eq(a, 0), ge(b, 0));
      return where(flat, 0, mul(grad, mul(y, logA)));
    },
  },
  samples: [
    [2, 3],
    [0.25, 0.5],
    [-2, 3],
    [3, 0],
  ],
};

const toScalar = binaryFunction({ ...declaration, float: wgsl('powerByNumber(a, b)', powerByNumber) });
const toTensor = binaryFunction({ ...declaration, node: 'PowBackward1' });

/** As C's pow, which PyTorch uses: 1 to any power is 1 and so is any root of it, NaN or infinite exponents included. */
function floatPower(a: number, b: number): number {
  return a === 1 || (a === -1 && Math.abs(b) === Number.POSITIVE_INFINITY) ? 1 : a ** b;
}

/** PyTorch computes these powers by other functions, which differ at −∞ and −0; they are also faster. */
function powerByNumber(a: number, b: number): number {
  if (b === 2) return a * a;
  if (b === 0.5) return Math.sqrt(a);
  if (b === -0.5) return 1 / Math.sqrt(a);
  return floatPower(a, b);
}

/** Wraps around at 32 bits, as below. */
function narrowPower(a: number, b: number): number {
  if (b < 0) return a === 1 ? 1 : a === -1 ? 1 - 2 * (b & 1) : 0;
  let result = 1;
  let base = a;
  for (let rest = b; rest > 0; rest >>= 1) {
    if (rest & 1) result = Math.imul(result, base);
    base = Math.imul(base, base);
  }
  return result;
}

/** Wraps around at 64 bits while it multiplies; a negative power of an integer is cut to 0 unless the base is ±1. */
function integerPower(a: bigint, b: bigint): bigint {
  if (b < 0n) return a === 1n ? 1n : a === -1n ? (b % 2n === 0n ? 1n : -1n) : 0n;
  let result = 1n;
  let base = a;
  for (let rest = b; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = BigInt.asIntN(64, result * base);
    base = BigInt.asIntN(64, base * base);
  }
  return result;
}

export const pow = Object.assign(
  (a: Operand, b: Operand): Tensor => {
    requireOperand('pow', b);
    const negative = typeof b !== 'object' && typeof b !== 'boolean' && scalarNumber(b) < 0;
    const whole = !(b instanceof PyFloat) && Number.isInteger(Number(b instanceof Tensor ? Number.NaN : b));
    if (negative && whole && a instanceof Tensor && !a.isFloatingPoint()) {
      throw new RuntimeError({
        who: 'pow',
        seen: `a tensor of dtype ${a.dtype} to the power ${b}: Integers to negative integer powers are not allowed.`,
        hint: 'convert with .float() first, or write py.float(-1)',
      });
    }
    if (b === 2 && a instanceof Tensor && a.isFloatingPoint()) return square(a);
    return (b instanceof Tensor ? toTensor : toScalar)(a, b);
  },
  { declaration },
);

method('pow', pow);
inPlaceMethod('pow', pow);
