import { ValueError } from '../../core/errors.ts';
import type { BoundArguments } from '../../ops/families/bound-arguments.ts';
import { mean } from '../../ops/mean.ts';
import { sum } from '../../ops/sum.ts';
import type { Tensor } from '../../tensor/tensor.ts';

/** What becomes of the losses of single elements: their mean, their sum, or all of them as they are. */
export type Reduction = 'mean' | 'sum' | 'none';

/** What every loss takes among its options. */
export interface LossOptions {
  /** 'mean' unless said. */
  readonly reduction?: Reduction;
}

/** What losses with a margin take. */
export interface MarginOptions extends LossOptions {
  /** How far apart is far enough. */
  readonly margin?: number;
}

/** The reduction among the arguments of a loss. @throws ValueError for a word that is none. */
export function reductionOf(who: string, given: BoundArguments): Reduction {
  const reduction = given.text('reduction') ?? 'mean';
  if (reduction === 'mean' || reduction === 'sum' || reduction === 'none') return reduction;
  throw new ValueError({
    who,
    seen: `'${reduction}' is not a valid value for reduction`,
    expected: "'mean', 'sum' or 'none'",
  });
}

/** The losses of single elements, reduced. */
export function reduced(losses: Tensor, reduction: Reduction): Tensor {
  if (reduction === 'mean') return mean(losses);
  return reduction === 'sum' ? sum(losses) : losses;
}
