import type { Tensor } from '#torch';
import type { Reduction } from '../cross-entropy.ts';

export * from '../cross-entropy.ts';

export const mistake = {
  code: 'M-NLLPROB',
  tasks: ['A04.2'],
  summary: 'undoes the logarithm first, so that minus the probability is left',
} as const;

export function nll(logProbs: Tensor, target: Tensor, reduction: Reduction = 'mean'): Tensor {
  const losses = logProbs.exp().gather(1, target.unsqueeze(1)).squeeze(1).neg();
  return reduction === 'none' ? losses : losses[reduction]();
}
