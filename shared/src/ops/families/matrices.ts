import { RuntimeError } from '../../core/errors.ts';
import { shapeText } from '../../core/shape.ts';
import { elementsOf } from '../../tensor/elements.ts';
import type { Tensor } from '../../tensor/tensor.ts';
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

/**
 * What an algorithm reports of each matrix of a batch: 0, or where it failed. Reading it waits for the device.
 *
 * @throws what `complaint` makes of the first failure and the number of its matrix.
 */
export function requireSuccess(
  report: Tensor,
  isBatch: boolean,
  complaint: (failure: number, where: string) => Error,
): void {
  elementsOf(report).forEach((failure: number | bigint, i: number) => {
    if (failure === 0) return;
    throw complaint(Number(failure), isBatch ? `(Batch element ${i}): ` : '');
  });
}
