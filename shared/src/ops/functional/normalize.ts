import type { Tensor } from '../../tensor/tensor.ts';
import { clampMin } from '../clamp-min.ts';
import { div } from '../div.ts';
import { expand } from '../expand.ts';
import { bind } from '../families/bound-arguments.ts';
import { requireTensor } from '../families/operand.ts';
import { norm } from '../norm.ts';

export interface NormalizeOptions {
  /** Which norm; 2 unless said. */
  readonly p?: number;
  /** The dimension of the vectors; 1 unless said. */
  readonly dim?: number | readonly number[];
  /** What is divided by at least; 1e-12 unless said. */
  readonly eps?: number;
}

/**
 * x / max(‖x‖, eps): vectors along `dim` of length 1.
 *
 * ```ts
 * F.normalize(torch.tensor([[3, 4]], { dtype: torch.float32 })); // → tensor([[0.6000, 0.8000]])
 * ```
 */
export function normalize(
  x: Tensor,
  p?: number | NormalizeOptions,
  dim?: number | readonly number[] | NormalizeOptions,
  eps?: number | NormalizeOptions,
): Tensor {
  const who = 'normalize';
  requireTensor(who, x);
  const given = bind(who, [p, dim, eps], ['p', 'dim', 'eps']);
  const length = norm(x, given.number('p', 2), given.dims('dim') ?? 1, true);
  return div(x, expand(who, clampMin(length, given.number('eps', 1e-12)), x.sizes));
}
