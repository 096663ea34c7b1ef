import { float32, int64 } from '../../core/dtype.ts';
import { product } from '../../core/shape.ts';
import { elementsOf } from '../../tensor/elements.ts';
import { fromElements, type Tensor } from '../../tensor/tensor.ts';
import { type BoundArguments, bind } from '../families/bound-arguments.ts';
import { thinSvd } from './svd.ts';

/** Which singular values count as zero: those not above max(atol, rtol · the largest of them). */
export interface RankOptions {
  /** 0 unless given. */
  readonly atol?: number;
  /** max(m, n) · ε of the dtype unless given, and 0 where `atol` is given alone. */
  readonly rtol?: number;
  /** Says that the matrix is symmetric, whose singular values are found in the same way. */
  readonly hermitian?: boolean;
}

/**
 * The rank of a matrix, or of each in a batch: how many of its singular values are not zero (int64).
 *
 * ```ts
 * torch.linalg.matrixRank(torch.tensor([[1.5, 3], [0.5, 1]])); // → tensor(1)
 * ```
 *
 * `tol` is the old name of `atol`, by which PyTorch documents it as a second argument.
 */
export function matrixRank(x: Tensor, tol?: number | null | RankOptions, rest?: RankOptions): Tensor {
  const who = 'linalg.matrixRank';
  const given = bind(who, [tol, rest], ['tol', 'hermitian', 'atol', 'rtol']);
  const s = thinSvd(who, x.detach())[1];
  const k = s.sizes.at(-1) as number;
  const values = elementsOf(s);
  const ranks = new BigInt64Array(product(x.sizes.slice(0, -2)));
  for (let i = 0; i < ranks.length; i++) {
    const bound = smallest(x, Number(values[i * k]), given);
    for (let j = 0; j < k; j++) if (Number(values[i * k + j]) > bound) ranks[i] = (ranks[i] as bigint) + 1n;
  }
  return fromElements(ranks, int64, x.sizes.slice(0, -2));
}

/** The bound up to which singular values count as zero, given the largest of them. */
export function smallest(x: Tensor, largest: number, given: BoundArguments): number {
  const asked = given.number('atol', null) ?? given.number('tol', null);
  const [m, n] = x.sizes.slice(-2) as [number, number];
  const epsilon = x.dtype === float32 ? 2 ** -23 : Number.EPSILON;
  const rtol = given.number('rtol', null) ?? (asked !== null && asked > 0 ? 0 : Math.max(m, n) * epsilon);
  return Math.max(asked ?? 0, rtol * largest);
}
