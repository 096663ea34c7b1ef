import type { Tensor } from '#torch';
import { oneHot, type Reduction } from '../cross-entropy.ts';

export * from '../cross-entropy.ts';

export const mistake = {
  code: 'M-LOGZERO',
  tasks: ['A04.2'],
  summary: 'multiplies the log-probability of an impossible class by 0',
} as const;

export function nll(logProbs: Tensor, target: Tensor, reduction: Reduction = 'mean'): Tensor {
  const losses = logProbs
    .mul(oneHot(target, logProbs.size(1)))
    .sum(1)
    .neg();
  return reduction === 'none' ? losses : losses[reduction]();
}
