import { noGrad } from '../../autograd/grad-mode.ts';
import { float64 } from '../../core/dtype.ts';
import { ValueError } from '../../core/errors.ts';
import { product } from '../../core/shape.ts';
import { bind } from '../../ops/families/bound-arguments.ts';
import { overwrite } from '../../ops/families/in-place.ts';
import { defaultGenerator } from '../../random/generator.ts';
import { normalElements } from '../../tensor/random-elements.ts';
import { fromElements, type Tensor } from '../../tensor/tensor.ts';
import { requireParameter } from './write.ts';

export interface OrthogonalOptions {
  /** What the matrix is multiplied by; 1 unless given. */
  readonly gain?: number;
}

/**
 * A random matrix whose rows (or columns, if there are fewer) stand at right angles to each other and have length
 * `gain`: from normal numbers by Gram and Schmidt. Further dimensions count as columns.
 *
 * ```ts
 * const w = nn.init.orthogonal_(torch.zeros(2, 3));
 * w.matmul(w.T).allclose(torch.eye(2), { atol: 1e-6 }); // → true
 * ```
 *
 * @throws ValueError for fewer than two dimensions.
 */
export function orthogonal_<T extends Tensor>(x: T, gain?: number | OrthogonalOptions): T;
export function orthogonal_(x: Tensor, ...args: readonly unknown[]): Tensor {
  const who = 'orthogonal_';
  requireParameter(who, x);
  const gain = bind(who, args, ['gain']).number('gain', 1);
  if (x.ndim < 2) {
    throw new ValueError({
      who,
      seen: `a tensor of ${x.ndim} dimensions`,
      expected: 'Only tensors with 2 or more dimensions are supported',
    });
  }
  if (x.numel() === 0) return x;
  const rows = x.sizes[0] as number;
  const columns = product(x.sizes.slice(1));
  const drawn = normalElements(who, x.dtype, rows * columns, true, 0, 1, defaultGenerator);
  const matrix = Float64Array.from(drawn);
  if (rows <= columns) orthonormalize(matrix, rows, columns, columns, 1);
  else orthonormalize(matrix, columns, rows, 1, columns);
  for (let i = 0; i < matrix.length; i++) matrix[i] = (matrix[i] as number) * gain;
  noGrad(() => overwrite(who, x, fromElements(matrix, float64, x.sizes)));
  return x;
}

/** Takes from each of `count` vectors of a matrix what points along those before it, and makes its length 1. */
function orthonormalize(
  matrix: Float64Array,
  count: number,
  length: number,
  next: number,
  step: number,
): void {
  const along = (a: number, b: number): number => {
    let sum = 0;
    for (let i = 0; i < length; i++) {
      sum += (matrix[a * next + i * step] as number) * (matrix[b * next + i * step] as number);
    }
    return sum;
  };
  for (let vector = 0; vector < count; vector++) {
    // Twice: rounding leaves something of the others after once.
    for (let before = 0; before < 2 * vector; before++) {
      const other = before % vector;
      const part = along(vector, other);
      for (let i = 0; i < length; i++) {
        const at = vector * next + i * step;
        matrix[at] = (matrix[at] as number) - part * (matrix[other * next + i * step] as number);
      }
    }
    const size = Math.sqrt(along(vector, vector));
    for (let i = 0; i < length; i++) {
      const at = vector * next + i * step;
      matrix[at] = (matrix[at] as number) / size;
    }
  }
}
