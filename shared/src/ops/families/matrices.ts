import { float64 } from '../../core/dtype.ts';
import { RuntimeError } from '../../core/errors.ts';
import { product, shapeText } from '../../core/shape.ts';
import { cast } from '../../device/cpu/cast.ts';
import { elementsAs } from '../../tensor/elements.ts';
import { fromElements, type Tensor } from '../../tensor/tensor.ts';
import { dtypeComplaint, requireTensor } from './operand.ts';

/*
 * What decompositions and solvers have in common: they take a matrix or a batch of them, compute in double
 * precision, and round once.
 */

/** @throws RuntimeError unless `x` is a matrix of floats, or a batch of them. */
export function requireMatrices(who: string, x: Tensor): void {
  requireTensor(who, x);
  if (x.ndim < 2) {
    throw new RuntimeError({
      who,
      seen: `a tensor of shape ${shapeText(x.sizes)}`,
      expected: 'The input tensor A must have at least 2 dimensions.',
    });
  }
  if (!x.isFloatingPoint()) {
    throw dtypeComplaint(who, x.dtype, `a floating point tensor as input. Got ${x.dtype.scalarName}`);
  }
}

/** @throws RuntimeError unless `x` is a square matrix, or a batch of them. */
export function requireSquare(who: string, x: Tensor): void {
  const [rows, columns] = x.sizes.slice(-2);
  if (x.ndim >= 2 && rows === columns) return;
  throw new RuntimeError({
    who,
    seen: x.ndim < 2 ? `a tensor of shape ${shapeText(x.sizes)}` : `${rows} by ${columns} matrices`,
    expected: 'A must be batches of square matrices',
  });
}

/** A copy of the matrices in double precision, one after the other; each part shares its elements with the whole. */
export function matricesOf(x: Tensor): { all: Float64Array; each: Float64Array[] } {
  const all = Float64Array.from(elementsAs(x, float64), Number);
  const length = product(x.sizes.slice(-2));
  const count = product(x.sizes.slice(0, -2));
  return { all, each: Array.from({ length: count }, (_, i) => all.subarray(i * length, (i + 1) * length)) };
}

/** A result, rounded to the dtype of `x`. */
export function roundedLike(x: Tensor, elements: Float64Array, sizes: readonly number[]): Tensor {
  return fromElements(cast(elements, x.dtype), x.dtype, sizes);
}
