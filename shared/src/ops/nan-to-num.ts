import { float32 } from '../core/dtype.ts';
import { ArgumentError, describe } from '../core/errors.ts';
import { isScalar, type Scalar, scalarNumber } from '../core/python.ts';
import { wgsl } from '../device/formulas.ts';
import { argumentsByName } from '../tensor/arguments.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { inPlaceMethod, method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';
import { unaryFunction } from './families/pointwise.ts';
import { isfinite } from './isfinite.ts';
import { mul } from './mul.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The tensor with `nan` (0 unless said) for NaN, and `posinf` and `neginf` (the largest and the smallest number
     * of the dtype) for the infinities.
     *
     * ```ts
     * torch.tensor([NaN, Infinity, 1.5]).nanToNum({ posinf: 9 }); // → tensor([0.0000, 9.0000, 1.5000])
     * ```
     */
    nanToNum(...replacements: readonly Replacement[]): Tensor;
    /** nanToNum, written over this tensor. */
    nanToNum_(...replacements: readonly Replacement[]): this;
  }
}

export interface NanToNumOptions {
  readonly nan?: Scalar | null;
  readonly posinf?: Scalar | null;
  readonly neginf?: Scalar | null;
}

/** In the order nan, posinf, neginf; or by name. */
export type Replacement = Scalar | null | undefined | NanToNumOptions;

const largestFloat32 = 2 ** 127 * (2 - 2 ** -23);

export function nanToNum(x: Tensor, ...replacements: readonly Replacement[]): Tensor {
  requireTensor('nanToNum', x);
  const given = argumentsByName('nanToNum', replacements, ['nan', 'posinf', 'neginf'], []);
  const largest = x.dtype === float32 ? largestFloat32 : Number.MAX_VALUE;
  const nan = replacement(given, 'nan') ?? 0;
  const posinf = replacement(given, 'posinf') ?? largest;
  const neginf = replacement(given, 'neginf') ?? -largest;
  return unaryFunction({
    name: 'nanToNum',
    float: wgsl(
      'nanToNum(x, k())',
      (v) =>
        Number.isNaN(v)
          ? nan
          : v === Number.POSITIVE_INFINITY
            ? posinf
            : v === Number.NEGATIVE_INFINITY
              ? neginf
              : v,
      nan,
      posinf,
      neginf,
    ),
    integer: (v) => v,
    bool: true,
    backward: (grad, node) => mul(grad, isfinite(node.x)),
  })(x);
}

function replacement(given: ReadonlyMap<string, unknown>, name: string): number | null {
  const value = given.get(name) ?? null;
  if (value === null) return null;
  if (isScalar(value)) return scalarNumber(value);
  throw new ArgumentError({ who: 'nanToNum', seen: `${name} is ${describe(value)}`, expected: 'a number' });
}

method('nanToNum', nanToNum);
inPlaceMethod('nanToNum', nanToNum);
