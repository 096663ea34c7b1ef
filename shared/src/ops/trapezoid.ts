import { RuntimeError } from '../core/errors.ts';
import { PyFloat } from '../core/python.ts';
import { normalizeDim, shapeText } from '../core/shape.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { add } from './add.ts';
import { diff } from './diff.ts';
import { div } from './div.ts';
import { bind } from './families/bound-arguments.ts';
import { requireTensor } from './families/operand.ts';
import { mul } from './mul.ts';
import { sliced } from './narrow.ts';
import { reshape } from './reshape.ts';
import { sum } from './sum.ts';

export interface TrapezoidOptions {
  /** The points at which `y` is given, instead of equally far apart. */
  readonly x?: Tensor;
  /** The distance between the points; 1 unless said. */
  readonly dx?: number;
  readonly dim?: number;
}

/**
 * The integral of the line through the points (x, y) along `dim`, the last one unless said:
 * Σ (y[i] + y[i + 1]) / 2 · (x[i + 1] − x[i]).
 *
 * ```ts
 * torch.trapezoid(torch.tensor([1, 5, 10])); // → tensor(10.5000)
 * torch.trapezoid(torch.tensor([1, 5, 10]), torch.tensor([1, 3, 6])); // → tensor(28.5000)
 * ```
 *
 * @throws RuntimeError where there is another number of points than of values.
 */
export function trapezoid(y: Tensor, x?: Tensor | TrapezoidOptions, options?: TrapezoidOptions): Tensor {
  const who = 'trapezoid';
  requireTensor(who, y);
  const given = bind(who, [x, options], ['x', 'dx', 'dim']);
  const dim = normalizeDim(who, given.whole('dim', -1), y.ndim);
  if (y.ndim === 0 || y.dtype.kind === 'bool') {
    throw new RuntimeError({
      who,
      seen: y.ndim === 0 ? 'a 0-d tensor' : `values of dtype ${y.dtype}`,
      expected: 'numbers along at least one dimension',
    });
  }
  const size = y.sizes[dim] as number;
  if (size === 0) return sum(y, dim, { dtype: y.dtype });
  const intervals = Math.max(size - 1, 0);
  const pairs = add(sliced(y, dim, 0, intervals), sliced(y, dim, size - intervals, intervals));
  const points = given.tensor('x');
  if (points === null) return mul(sum(pairs, dim), new PyFloat(given.number('dx', 1) / 2));
  return div(sum(mul(pairs, widths(y, points, dim)), dim), new PyFloat(2));
}

/** PyTorch's older name of `trapezoid`. */
export const trapz = trapezoid;

/** The distances between the points, in a shape that broadcasts with `y`. */
function widths(y: Tensor, points: Tensor, dim: number): Tensor {
  const size = y.sizes[dim] as number;
  const along = points.ndim === y.ndim ? dim : points.ndim - 1;
  if (points.ndim === 0 || points.sizes[along] !== size) {
    throw new RuntimeError({
      who: 'trapezoid',
      seen: `values ${shapeText(y.sizes)}, points ${shapeText(points.sizes)}, dim ${dim}`,
      expected: `as many points as values: ${size}`,
    });
  }
  const steps = diff(points, 1, along);
  return points.ndim === 1
    ? reshape(
        steps,
        y.sizes.map((_, at) => (at === dim ? -1 : 1)),
      )
    : steps;
}
