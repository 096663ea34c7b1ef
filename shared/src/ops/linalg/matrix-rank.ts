import { type FloatArray, float32, int64 } from '../../core/dtype.ts';
import type { Kernel } from '../../device/kernel.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { type BoundArguments, bind } from '../families/bound-arguments.ts';
import { computed } from '../families/computed.ts';
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
  return computed(who, ranks, [s], int64, x.sizes.slice(0, -2), { k, bound: boundOf(x, given) });
}

/** How many of the k singular values of each matrix, the largest first, lie above the bound. */
const ranks: Kernel<
  readonly [FloatArray],
  readonly [BigInt64Array],
  { readonly k: number; readonly bound: Bound }
> = {
  name: 'matrixRank',
  cpu: ([s], [y], { k, bound }) => {
    for (let i = 0; i < y.length; i++) {
      const least = boundFor(bound, s[i * k] as number);
      for (let j = 0; j < k; j++) if ((s[i * k + j] as number) > least) y[i] = (y[i] as bigint) + 1n;
    }
  },
};

/** Which singular values count as zero: those not above max(atol, rtol · the largest). */
export interface Bound {
  readonly atol: number;
  readonly rtol: number;
}

/** The bound for that largest singular value. */
export function boundFor({ atol, rtol }: Bound, largest: number): number {
  return Math.max(atol, rtol * largest);
}

/** The bound that was asked for, or follows from the sizes and the dtype of `x`. */
export function boundOf(x: Tensor, given: BoundArguments): Bound {
  const asked = given.number('atol', null) ?? given.number('tol', null);
  const [m, n] = x.sizes.slice(-2) as [number, number];
  const epsilon = x.dtype === float32 ? 2 ** -23 : Number.EPSILON;
  const rtol = given.number('rtol', null) ?? (asked !== null && asked > 0 ? 0 : Math.max(m, n) * epsilon);
  return { atol: asked ?? 0, rtol };
}
